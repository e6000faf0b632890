import type { Paint } from './paint.ts';
import { area, disc, leaf, oval, stroke, tableTop } from './shapes.ts';

const GLASS = '#ffffffb0';
const SHINE = '#ffffff80';

export function drawCoffee(paint: Paint): string {
  return [
    tableTop(paint),
    oval(56, 98, { rx: 42, ry: 8, fill: '#fffdf8' }),
    oval(56, 96, { rx: 32, ry: 5, fill: '#e6dccb' }),
    stroke('M82 58q20-2 18 12t-22 12', ['#fffdf8', 7]),
    area('M26 50h60q2 44-22 46H48Q24 94 26 50z', '#fffdf8'),
    oval(56, 51, { rx: 30, ry: 9, fill: '#e6dccb' }),
    oval(56, 52, { rx: 26, ry: 7, fill: '#6d4027' }),
    oval(54, 51.5, { rx: 14, ry: 3.4, fill: '#c99b6c' }),
    stroke('M44 36q-6-8 0-15M58 34q-6-9 0-17M72 36q-6-8 0-15', ['#ffffffb0', 3.6]),
  ].join('');
}

export function drawTea(paint: Paint): string {
  return [
    tableTop(paint),
    oval(58, 100, { rx: 36, ry: 7, fill: '#fffdf8' }),
    stroke('M78 58q18 0 16 12T78 82', [GLASS, 6]),
    area('M32 44h50l-5 50q-1 5-8 5H45q-7 0-8-5z', GLASS),
    area('M34 56h46l-4 38q-1 4-7 4H45q-6 0-7-4z', '#c9772e'),
    stroke('M60 44q2 20-4 24', ['#fffdf8', 2]),
    area('M50 68h12v13H50z', '#f4ede1'),
    leaf(66, 62, { turn: 40 }),
  ].join('');
}

export function drawBeer(paint: Paint): string {
  return [
    tableTop(paint),
    oval(56, 101, { rx: 32, ry: 5, fill: '#00000018' }),
    stroke('M80 50h8a9 9 0 0 1 9 9v16a9 9 0 0 1-9 9h-8', ['#fff8e6', 7]),
    area('M30 38h52v56a7 7 0 0 1-7 7H37a7 7 0 0 1-7-7z', '#e9a52f'),
    stroke('M43 54v36M56 54v36M69 54v36', ['#f4c460', 4]),
    area(
      'M26 42a11 11 0 0 1 13-17 15 15 0 0 1 27-3 12 12 0 0 1 20 12 8 8 0 0 1-4 13q-6 2-9-2-2 12-8 12t-6-9q-12 5-18-1-9 5-15-5z',
      '#fffaf0',
    ),
  ].join('');
}

export function drawWine(paint: Paint): string {
  const wine = paint.main === '#8e2f4a' ? '#8e2f4a' : '#efd777';
  return [
    tableTop(paint),
    oval(60, 103, { rx: 24, ry: 5, fill: '#ffffffc0' }),
    stroke('M60 72v28', ['#ffffffd0', 4]),
    area('M38 16h44q6 36-8 50-14 12-28 0-14-14-8-50z', GLASS),
    area('M38 36h44q2 22-9 31-13 10-26 0-11-9-9-31z', wine),
    oval(60, 36, { rx: 22, ry: 4, fill: '#ffffff55' }),
    stroke('M44 42q-1 10 4 18', [SHINE, 3]),
  ].join('');
}

export function drawCocktail(paint: Paint): string {
  return [
    tableTop(paint),
    oval(60, 103, { rx: 24, ry: 5, fill: '#ffffffc0' }),
    stroke('M60 80v20', ['#ffffffd0', 4]),
    area('M32 28h56q4 36-12 50-16 8-32 0-16-14-12-50z', GLASS),
    area('M33 40h54q1 26-12 36-15 7-30 0-13-10-12-36z', paint.main),
    area('M44 46l12-5 6 12-12 6zM64 52l12-3 3 11-12 4z', '#ffffff80'),
    stroke('M72 12L62 62', ['#d8492f', 3.4]),
    disc(86, 30, { r: 13, fill: '#f2a33c' }),
    disc(86, 30, { r: 9.5, fill: '#fbd58c' }),
    stroke('M86 21v18M77 30h18', ['#f2a33c', 1.6]),
  ].join('');
}

export function drawSoda(paint: Paint): string {
  return [
    tableTop(paint),
    oval(60, 102, { rx: 26, ry: 5, fill: '#00000018' }),
    area('M34 26h52l-6 70q-1 6-8 6H48q-7 0-8-6z', GLASS),
    area('M36 38h48l-5 57q-1 5-7 5H48q-6 0-7-5z', paint.main),
    area('M44 46l13-4 4 12-13 4zM62 58l13-5 4 13-13 4z', '#ffffff70'),
    disc(50, 76, { r: 2.4, fill: SHINE }) + disc(66, 84, { r: 2, fill: SHINE }) + disc(58, 68, { r: 1.8, fill: SHINE }),
    stroke('M66 92L76 10h12', ['#d8492f', 4]),
    stroke('M42 40l4 50', ['#ffffff60', 3]),
  ].join('');
}

export function drawBottle(paint: Paint): string {
  return [
    tableTop(paint),
    oval(60, 103, { rx: 24, ry: 5, fill: '#00000018' }),
    area('M52 10h16v10q0 10 6 17 8 8 8 18v40a8 8 0 0 1-8 8H46a8 8 0 0 1-8-8V55q0-10 8-18 6-7 6-17z', '#7fb6c4'),
    area('M50 8h20v9H50z', '#39707f'),
    area('M38 60h44v26H38z', '#fffdf8'),
    area('M60 64q9 11 0 18-9-7 0-18z', '#4f9db0'),
    stroke('M46 46q3-4 5-7', [SHINE, 4]),
  ].join('');
}
