import { describe, expect, it } from 'vitest';
import { drawPicture } from './draw-picture.ts';
import { chooseSubject, type PictureItem } from './picture-subject.ts';

const item = (name: string, more: Partial<PictureItem> = {}): PictureItem => ({
  ...{ id: 'x', name, categoryName: null, role: 'other', tier: null },
  ...more,
});

describe('the picture of an item', () => {
  it.each([
    ['Pizza Margherita', 'pizza'],
    ['Spaghetti alle Vongole', 'pasta'],
    ['Iced Latte', 'soda'],
    ['Torta Caprese', 'cake'],
    ['Insalata Caprese', 'salad'],
    ['Garlic Bread', 'bread'],
    ['CHEESEBURGER', 'burger'],
    ['Green Tea', 'tea'],
    ['Steak', 'steak'],
    ['Quattro stagioni', 'plate'],
  ])('%s is drawn as %s', (name, subject) => {
    expect(chooseSubject(item(name))).toBe(subject);
  });

  it('goes by the category where the name says nothing, then by the part of the meal', () => {
    expect(chooseSubject(item('Quattro stagioni', { categoryName: 'Pizza' }))).toBe('pizza');
    expect(chooseSubject(item('Number 12', { role: 'drink' }))).toBe('soda');
    expect(chooseSubject(item('Pizza Pack', { tier: 2 }))).toBe('pack');
  });

  it('is the same every time, small, and differs from item to item', () => {
    const first = drawPicture(item('Pizza', { id: 'a' }));
    expect(drawPicture(item('Pizza', { id: 'a' }))).toBe(first);
    expect(drawPicture(item('Pizza', { id: 'b' }))).not.toBe(first);
    expect(first.length).toBeLessThan(4_000);
  });

  it('holds no word of the item, whatever it is called', () => {
    const svg = drawPicture(item('<script>alert(1)</script>"onload=x', { id: '"><script>' }));
    expect(svg).not.toMatch(/script|alert|onload/);
    expect(svg.match(/</g)?.length).toBe(svg.match(/>/g)?.length);
  });

  it('of a pack has one card more for each step', () => {
    const cards = (tier: number) => drawPicture(item('Pack', { tier })).match(/fill="#00000030"/g)?.length;
    expect([1, 2, 3, 4].map(cards)).toEqual([1, 2, 3, 4]);
  });
});
