import type { Paint } from './paint.ts';

/** Numbers in pictures are rounded: a tenth of a point cannot be seen. */
export function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A filled circle. */
export function disc(x: number, y: number, { r, fill }: { r: number; fill: string }): string {
  return `<circle cx="${place(x)}" cy="${place(y)}" r="${place(r)}" fill="${fill}"/>`;
}

/** A filled ellipse. */
export function oval(x: number, y: number, { rx, ry, fill }: { rx: number; ry: number; fill: string }): string {
  return `<ellipse cx="${place(x)}" cy="${place(y)}" rx="${place(rx)}" ry="${place(ry)}" fill="${fill}"/>`;
}

/** A filled path. */
export function area(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`;
}

/** A stroke with round ends. */
export function stroke(d: string, [colour, width]: readonly [colour: string, width: number]): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** A plate seen from above, with its shadow. */
export function plate(rim = '#fffdf8', well = '#f4ede1'): string {
  return (
    oval(60, 66, { rx: 46, ry: 45, fill: '#00000018' }) +
    disc(60, 60, { r: 46, fill: rim }) +
    disc(60, 60, { r: 36, fill: well })
  );
}

/** The ground under a glass or a cup. */
export function tableTop({ shade }: Paint): string {
  return area('M0 88h120v32H0z', shade);
}

/** A leaf of basil at x, y, turned by so many degrees. */
export function leaf(
  x: number,
  y: number,
  { turn = 0, fill = '#5f9440' }: { turn?: number; fill?: string } = {},
): string {
  return `<path transform="translate(${place(x)} ${place(y)}) rotate(${Math.round(turn)})" d="M-9 0Q0-9 9 0Q0 9-9 0z" fill="${fill}"/>`;
}

/** So many pieces, spread evenly over a circle with a little chance. */
export function scatter(
  paint: Paint,
  { count, radius, draw }: { count: number; radius: number; draw: (x: number, y: number, index: number) => string },
): string {
  return Array.from({ length: count }, (_, index) => {
    // The golden angle: no two pieces lie in a row.
    const angle = index * 2.39996 + paint.random(0) * 6.28;
    const distance = radius * Math.sqrt((index + 0.4 + paint.random(index + 1) * 0.4) / count);
    return draw(60 + distance * Math.cos(angle), 60 + distance * Math.sin(angle), index);
  }).join('');
}
