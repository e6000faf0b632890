import type { Paint } from './paint.ts';
import { area, disc, leaf, oval, scatter, stroke } from './shapes.ts';

export function drawCake(paint: Paint): string {
  return [
    oval(60, 96, { rx: 46, ry: 10, fill: '#fffdf8' }),
    oval(60, 94, { rx: 36, ry: 6, fill: '#ece2d1' }),
    area('M24 58l66-16v44q-2 6-66 6z', '#f1d8a8'),
    area('M24 66l66-13v8l-66 12zM24 80l66-9v8l-66 9z', paint.main),
    area('M24 58q30-34 66-16z', '#fff6e6'),
    area('M24 58l66-16v7q-6 12-12 3-7 13-14 4-8 12-14 3-8 10-13 2-8 8-13 2z', paint.second),
    disc(66, 36, { r: 7, fill: '#c9343b' }),
    disc(64, 34, { r: 2, fill: '#f08a84' }),
    stroke('M67 30q1-7 7-9', ['#5f9440', 2.4]),
  ].join('');
}

export function drawIceCream(paint: Paint): string {
  return [
    oval(60, 104, { rx: 26, ry: 4, fill: '#00000018' }),
    disc(44, 48, { r: 17, fill: paint.main }),
    disc(76, 48, { r: 17, fill: paint.second }),
    disc(60, 36, { r: 18, fill: '#fff3d6' }),
    stroke('M50 34q4-8 10-8', ['#ffffff', 3]),
    area('M26 54h68q-2 26-22 30l-2 12h10v8H40v-8h10l-2-12Q28 80 26 54z', '#ffffffc8'),
    area('M30 58h60q-3 18-18 22H48q-15-4-18-22z', `${paint.main}88`),
    disc(70, 20, { r: 5, fill: '#c9343b' }),
    stroke('M84 30L98 8', ['#b98555', 5]),
  ].join('');
}

export function drawDip(paint: Paint): string {
  return [
    oval(60, 72, { rx: 42, ry: 30, fill: '#00000018' }),
    oval(60, 66, { rx: 42, ry: 32, fill: '#fffdf8' }),
    oval(60, 64, { rx: 33, ry: 24, fill: '#e2d6c3' }),
    oval(60, 66, { rx: 31, ry: 21, fill: paint.main }),
    stroke('M44 66q8-10 16 0t16 0', [paint.second, 5]),
    scatter(paint, { count: 7, radius: 18, draw: (x, y) => disc(x, y + 5, { r: 1.8, fill: '#fff6df' }) }),
    leaf(66, 58, { turn: 30 }),
  ].join('');
}

export function drawBox(paint: Paint): string {
  return [
    oval(60, 100, { rx: 42, ry: 6, fill: '#00000018' }),
    stroke('M44 44V28q0-10 16-10t16 10v16', [paint.main, 6]),
    area('M24 44h72l-6 54H30z', paint.second),
    area('M24 44h72l-2 14H26z', paint.main),
    disc(48, 74, { r: 4, fill: '#3a2a20' }) + disc(72, 74, { r: 4, fill: '#3a2a20' }),
    stroke('M46 84q14 12 28 0', ['#3a2a20', 4]),
  ].join('');
}

const LADDER = ['#7aa6a1', '#4f7ea8', '#7b62a3', '#b8803a'];

/** A stack of cards, one more for each step of the ladder. */
export function drawPack({ tier }: Paint): string {
  const steps = Math.min(4, Math.max(1, tier));
  const colour = LADDER[steps - 1] ?? '#7aa6a1';
  const cards = Array.from({ length: steps }, (_, step) => {
    const top = 74 - step * 13;
    const edge = area(`M18 ${top}l42 20 42-20v8l-42 20-42-20z`, '#00000030');
    return (
      area(`M18 ${top}l42 20 42-20v8l-42 20-42-20z`, colour) +
      edge +
      area(`M60 ${top - 20}l42 20-42 20-42-20z`, step === steps - 1 ? colour : '#ffffffb0')
    );
  });
  const top = 74 - (steps - 1) * 13;
  const star = area(`M60 ${top - 11}l5 8 10 1-8 6 2 8-9-4-9 4 2-8-8-6 10-1z`, '#ffffffe0');
  return oval(60, 100, { rx: 44, ry: 8, fill: '#00000014' }) + cards.join('') + star;
}
