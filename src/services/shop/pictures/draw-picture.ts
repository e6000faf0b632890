import {
  drawBites,
  drawBread,
  drawBurger,
  drawCheese,
  drawFish,
  drawPasta,
  drawPizza,
  drawPlate,
  drawPotatoes,
  drawSalad,
  drawSoup,
  drawSteak,
} from './draw-dishes.ts';
import { drawBeer, drawBottle, drawCocktail, drawCoffee, drawSoda, drawTea, drawWine } from './draw-drinks.ts';
import { drawBox, drawCake, drawDip, drawIceCream, drawPack } from './draw-sweets-and-more.ts';
import { mixPaint, type Paint } from './paint.ts';
import { chooseSubject, type PictureItem, type PictureSubject } from './picture-subject.ts';

const DRAWINGS: Readonly<Record<PictureSubject, (paint: Paint) => string>> = {
  pizza: drawPizza,
  pasta: drawPasta,
  burger: drawBurger,
  salad: drawSalad,
  soup: drawSoup,
  potatoes: drawPotatoes,
  bread: drawBread,
  bites: drawBites,
  steak: drawSteak,
  fish: drawFish,
  cheese: drawCheese,
  cake: drawCake,
  'ice-cream': drawIceCream,
  coffee: drawCoffee,
  tea: drawTea,
  beer: drawBeer,
  wine: drawWine,
  cocktail: drawCocktail,
  soda: drawSoda,
  bottle: drawBottle,
  dip: drawDip,
  box: drawBox,
  pack: drawPack,
  plate: drawPlate,
};

/**
 * A picture for an item that has none: an SVG of 1 to 3 kB, drawn by the words of its name, the same every time. No text
 * of the item's gets into it.
 */
export function drawPicture(item: PictureItem): string {
  const paint = mixPaint(item);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120"><path fill="${paint.ground}" d="M0 0h120v120H0z"/>${DRAWINGS[chooseSubject(item)](paint)}</svg>`;
}
