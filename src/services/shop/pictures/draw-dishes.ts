import type { Paint } from './paint.ts';
import { area, disc, leaf, oval, plate, scatter, stroke } from './shapes.ts';

const CRUST = '#d99a4e';
const DARK_CRUST = '#b9783a';
const LEAF = '#5f9440';

export function drawPizza(paint: Paint): string {
  const topping = (x: number, y: number, index: number): string =>
    index % 2 === 0 ? disc(x, y, { r: 5.5, fill: paint.second }) : disc(x, y, { r: 4.2, fill: '#fff3d6' });
  return [
    oval(60, 66, { rx: 47, ry: 46, fill: '#00000018' }),
    disc(60, 60, { r: 47, fill: DARK_CRUST }),
    disc(60, 59, { r: 46, fill: CRUST }),
    disc(60, 60, { r: 38, fill: paint.main }),
    disc(60, 60, { r: 34, fill: '#f6d98b' }),
    scatter(paint, {
      count: 13,
      radius: 30,
      draw: (x, y, index) => (index % 3 === 0 ? disc(x, y, { r: 6, fill: paint.main }) : topping(x, y, index)),
    }),
    leaf(52, 54, { turn: paint.random(40) * 180 }),
    leaf(70, 68, { turn: paint.random(41) * 180 }),
    stroke('M60 14v92M20 37l80 46M20 83l80-46', ['#b9783a55', 1.2]),
  ].join('');
}

export function drawPasta(paint: Paint): string {
  const strand = (offset: number): string =>
    stroke(
      `M${34 + offset} ${66 - offset / 3}q${12 + offset / 2}-${30 - offset / 2} ${26 - offset / 3} 0t${24 - offset} ${offset / 4}`,
      [offset % 8 === 0 ? '#edc566' : '#f5d888', 5],
    );
  return [
    plate(),
    disc(60, 60, { r: 29, fill: '#e7bb57' }),
    [0, 4, 8, 12, 16].map(strand).join(''),
    stroke('M38 74q22 16 44-2M40 50q18-16 40-2M46 82q16 8 30-4', ['#f5d888', 5]),
    area('M44 58q4-15 17-14t16 13q-2 13-17 13T44 58z', paint.main),
    scatter(paint, { count: 6, radius: 12, draw: (x, y) => disc(x, y - 3, { r: 2.6, fill: paint.second }) }),
    leaf(62, 49, { turn: -30 }),
    leaf(54, 52, { turn: 40 }),
  ].join('');
}

export function drawBurger(paint: Paint): string {
  return [
    oval(60, 98, { rx: 40, ry: 6, fill: '#00000018' }),
    area('M22 82h76v6a10 10 0 0 1-10 10H32a10 10 0 0 1-10-10z', CRUST),
    area('M20 70h80v6a7 7 0 0 1-7 7H27a7 7 0 0 1-7-7z', '#6b3d26'),
    area('M22 62h76l-12 10-10-6-12 9-12-9-10 6z', '#f4c542'),
    area('M18 60q8-6 14 0t14 0 14 0 14 0 14 0 14 0v6H18z', LEAF),
    area('M24 52h72v8H24z', paint.main),
    area('M22 52c0-22 18-31 38-31s38 9 38 31z', CRUST),
    [
      [44, 36],
      [58, 30],
      [74, 37],
      [52, 44],
      [68, 45],
    ]
      .map(([x = 0, y = 0]) => oval(x, y, { rx: 2.6, ry: 1.7, fill: '#fbe6bd' }))
      .join(''),
  ].join('');
}

export function drawSalad(paint: Paint): string {
  const greens = ['#7fb04f', '#5f9440', '#9cc56b'];
  return [
    plate('#fffdf8', '#e9efdc'),
    scatter(paint, {
      count: 22,
      radius: 30,
      draw: (x, y, index) => leaf(x, y, { turn: index * 47, fill: greens[index % 3] ?? LEAF }),
    }),
    scatter(paint, {
      count: 6,
      radius: 24,
      draw: (x, y) => disc(x, y, { r: 5.4, fill: '#d8492f' }) + disc(x - 1.5, y - 1.5, { r: 1.6, fill: '#f0836c' }),
    }),
    scatter(paint, { count: 5, radius: 16, draw: (x, y) => disc(x + 4, y - 4, { r: 3.6, fill: '#fff6df' }) }),
  ].join('');
}

export function drawSoup(paint: Paint): string {
  return [
    oval(60, 68, { rx: 44, ry: 42, fill: '#00000018' }),
    disc(60, 60, { r: 44, fill: '#fffdf8' }),
    disc(60, 60, { r: 37, fill: '#e6dccb' }),
    disc(60, 61, { r: 34, fill: paint.main }),
    stroke('M40 60q10-14 22-8t18 8q-8 16-22 14t-10-12 12-4', ['#fff6df', 4]),
    scatter(paint, { count: 6, radius: 26, draw: (x, y) => disc(x, y, { r: 2.6, fill: paint.second }) }),
    leaf(64, 56, { turn: 20 }),
    leaf(55, 62, { turn: -50 }),
  ].join('');
}

export function drawPotatoes(paint: Paint): string {
  const wedge = (x: number, y: number, index: number): string =>
    `<rect x="${Math.round(x - 11)}" y="${Math.round(y - 5)}" width="22" height="10" rx="5" fill="${index % 2 ? '#e8b04a' : '#f2c868'}" transform="rotate(${(index * 53) % 180} ${Math.round(x)} ${Math.round(y)})"/>`;
  return [
    plate(),
    scatter(paint, { count: 13, radius: 27, draw: wedge }),
    stroke('M46 40l8 10M78 74l-9-9M40 74l9-5', [LEAF, 2.4]),
    scatter(paint, { count: 9, radius: 28, draw: (x, y) => disc(x, y, { r: 1.3, fill: '#fff8e6' }) }),
  ].join('');
}

export function drawBread(paint: Paint): string {
  const slice = (x: number, y: number): string =>
    `<g transform="translate(${x} ${y})">${area('M-20 8c-6-16 6-26 20-26s26 10 20 26q0 12-20 12t-20-12z', DARK_CRUST)}${area('M-15 7c-4-12 4-20 15-20s19 8 15 20q0 8-15 8t-15-8z', '#f6dca0')}${disc(-4, 0, { r: 4, fill: paint.main })}${disc(6, 4, { r: 3.6, fill: paint.main })}${leaf(3, -6, { turn: 30 })}</g>`;
  return [
    oval(60, 92, { rx: 44, ry: 10, fill: '#00000018' }),
    area('M14 62h92v20a10 10 0 0 1-10 10H24a10 10 0 0 1-10-10z', '#b98555'),
    stroke('M22 72h30M64 82h34', ['#a37146', 2]),
    slice(40, 52),
    slice(80, 54),
    slice(60, 66),
  ].join('');
}

export function drawBites(paint: Paint): string {
  return [
    plate(),
    scatter(paint, {
      count: 8,
      radius: 25,
      draw: (x, y, index) =>
        index % 2
          ? disc(x, y, { r: 9.5, fill: '#c9853c' }) + disc(x, y, { r: 4, fill: '#f4ede1' })
          : oval(x, y, { rx: 11, ry: 8.5, fill: '#dca04f' }) + oval(x - 2, y - 2, { rx: 5, ry: 3, fill: '#ebbd74' }),
    }),
    area('M78 34a15 15 0 0 1 20 20z', '#f4d34f'),
    area('M81 38a10 10 0 0 1 13 13z', '#fbeaa0'),
    leaf(44, 80, { turn: 20 }),
  ].join('');
}

export function drawSteak(paint: Paint): string {
  return [
    plate(),
    area('M34 62c-2-18 14-27 32-24s26 18 20 30-20 16-32 14-19-8-20-20z', '#7a3b28'),
    area('M39 61c-1-13 11-20 26-18s21 13 16 22-16 12-25 11-16-5-17-15z', '#a85438'),
    stroke('M44 56l18 18M52 49l22 22M62 46l16 16', ['#5f2b1c', 2.6]),
    scatter(paint, { count: 7, radius: 8, draw: (x, y, index) => leaf(x - 22 + index, y + 22, { turn: index * 60 }) }),
    disc(84, 44, { r: 5, fill: '#d8492f' }),
    disc(91, 54, { r: 4.4, fill: '#e46a4d' }),
  ].join('');
}

export function drawFish(_paint: Paint): string {
  return [
    plate(),
    area('M28 60q18-22 44-14 8 3 12 8l14-10q-4 16 0 32l-14-10q-6 8-16 10-26 5-40-16z', '#9db4bd'),
    area('M28 60q18-22 44-14-24 0-44 14z', '#7e98a3'),
    stroke('M50 48q6 12 0 25M60 48q5 12 0 25M69 49q4 10 0 22', ['#7e98a3', 1.8]),
    disc(39, 57, { r: 2.6, fill: '#26323a' }),
    area('M58 84a13 13 0 0 1 26 0z', '#f4d34f'),
    area('M62 84a9 9 0 0 1 18 0z', '#fbeaa0'),
    leaf(48, 86, { turn: -20 }),
  ].join('');
}

export function drawCheese(paint: Paint): string {
  return [
    plate(),
    scatter(paint, {
      count: 9,
      radius: 29,
      draw: (x, y, index) => (index % 2 ? disc(x, y, { r: 7, fill: paint.main }) : leaf(x, y, { turn: index * 40 })),
    }),
    disc(60, 62, { r: 19, fill: '#efe6d3' }),
    disc(60, 59, { r: 19, fill: '#fffaf0' }),
    area('M52 44q8-12 16 0-8 5-16 0z', '#fffaf0'),
    stroke('M52 46q8 5 16 0', ['#e2d6bd', 2]),
    disc(54, 56, { r: 4, fill: '#ffffff' }),
    leaf(70, 74, { turn: 30 }),
  ].join('');
}

/** A dish that we know nothing of but that it is one. */
export function drawPlate(paint: Paint): string {
  return [
    plate(),
    area('M36 62a24 22 0 0 1 48 0q0 14-24 14T36 62z', paint.main),
    scatter(paint, { count: 7, radius: 15, draw: (x, y) => disc(x, y, { r: 3.4, fill: paint.second }) }),
    leaf(50, 52, { turn: 30 }),
    leaf(70, 66, { turn: -30 }),
  ].join('');
}
