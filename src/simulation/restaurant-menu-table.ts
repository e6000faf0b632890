import { diets } from '../contract/catalog.ts';
import type { DemoCatalog, DemoItem } from './demo-catalog.ts';

/** One row of the menu below; amounts in euro cents. */
interface Dish {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  /** What the ingredients cost the kitchen. */
  readonly cost: number;
  readonly tags?: readonly string[];
  readonly featured?: boolean;
  readonly soldOut?: boolean;
  readonly text: string;
}

const ANTIPASTI: readonly Dish[] = [
  {
    id: 'bruschetta',
    name: 'Bruschetta al Pomodoro',
    price: 690,
    cost: 150,
    tags: ['vegan'],
    text: 'Grilled sourdough, ripe tomatoes, basil and our olive oil.',
  },
  {
    id: 'burrata',
    name: 'Burrata with Roasted Peppers',
    price: 1290,
    cost: 480,
    tags: ['vegetarian', 'gluten-free'],
    featured: true,
    text: 'A whole burrata from Apulia on sweet roasted peppers.',
  },
  {
    id: 'caprese',
    name: 'Insalata Caprese',
    price: 990,
    cost: 330,
    tags: ['vegetarian', 'gluten-free'],
    text: 'Buffalo mozzarella, tomatoes and basil.',
  },
  {
    id: 'carpaccio',
    name: 'Beef Carpaccio',
    price: 1390,
    cost: 520,
    tags: ['gluten-free'],
    text: 'Thinly sliced raw beef, rocket, lemon and shaved parmesan.',
  },
  {
    id: 'calamari',
    name: 'Calamari Fritti',
    price: 1190,
    cost: 400,
    text: 'Crisp fried squid rings with lemon.',
  },
  {
    id: 'antipasto-misto',
    name: 'Antipasto Misto for Two',
    price: 1690,
    cost: 620,
    text: 'Prosciutto, salami, pecorino, olives and pickled vegetables.',
  },
  {
    id: 'minestrone',
    name: 'Minestrone',
    price: 750,
    cost: 140,
    tags: ['vegan', 'gluten-free'],
    text: 'Vegetable soup with beans and herbs.',
  },
  {
    id: 'pumpkin-soup',
    name: 'Roasted Pumpkin Soup',
    price: 790,
    cost: 160,
    tags: ['vegetarian', 'gluten-free', 'contains-nuts'],
    text: 'Cream of roasted pumpkin with hazelnut butter.',
  },
];

const PIZZA: readonly Dish[] = [
  {
    id: 'margherita',
    name: 'Pizza Margherita',
    price: 1090,
    cost: 260,
    tags: ['vegetarian'],
    featured: true,
    text: 'San Marzano tomatoes, fior di latte and basil.',
  },
  {
    id: 'marinara',
    name: 'Pizza Marinara',
    price: 950,
    cost: 190,
    tags: ['vegan'],
    text: 'Tomatoes, garlic, oregano; no cheese.',
  },
  {
    id: 'diavola',
    name: 'Pizza Diavola',
    price: 1290,
    cost: 350,
    tags: ['spicy'],
    text: 'Hot salami, tomatoes, fior di latte and chilli.',
  },
  {
    id: 'prosciutto-funghi',
    name: 'Pizza Prosciutto e Funghi',
    price: 1290,
    cost: 360,
    text: 'Cooked ham, mushrooms, tomatoes and fior di latte.',
  },
  {
    id: 'quattro-formaggi',
    name: 'Pizza Quattro Formaggi',
    price: 1350,
    cost: 420,
    tags: ['vegetarian'],
    text: 'Gorgonzola, taleggio, pecorino and fior di latte.',
  },
  {
    id: 'tonno-cipolla',
    name: 'Pizza Tonno e Cipolla',
    price: 1290,
    cost: 340,
    text: 'Tuna, red onions, capers and tomatoes.',
  },
  {
    id: 'verdure',
    name: 'Pizza Verdure',
    price: 1250,
    cost: 310,
    tags: ['vegetarian'],
    text: 'Grilled courgette, aubergine and peppers.',
  },
  {
    id: 'tartufo',
    name: 'Pizza al Tartufo',
    price: 1690,
    cost: 610,
    tags: ['vegetarian'],
    text: 'White pizza with mushrooms, truffle cream and parmesan.',
  },
];

const PASTA: readonly Dish[] = [
  {
    id: 'carbonara',
    name: 'Spaghetti Carbonara',
    price: 1390,
    cost: 330,
    featured: true,
    text: 'Guanciale, egg yolk and pecorino; no cream.',
  },
  {
    id: 'bolognese',
    name: 'Tagliatelle Bolognese',
    price: 1350,
    cost: 340,
    text: 'Beef and pork ragù, simmered for four hours.',
  },
  {
    id: 'arrabbiata',
    name: 'Penne all’Arrabbiata',
    price: 1090,
    cost: 210,
    tags: ['vegan', 'spicy'],
    text: 'Tomatoes, garlic and plenty of chilli.',
  },
  {
    id: 'cacio-e-pepe',
    name: 'Tonnarelli Cacio e Pepe',
    price: 1290,
    cost: 270,
    tags: ['vegetarian'],
    text: 'Pecorino romano and black pepper.',
  },
  {
    id: 'lasagne',
    name: 'Lasagne della Nonna',
    price: 1390,
    cost: 350,
    text: 'Baked in layers with ragù and béchamel.',
  },
  {
    id: 'gnocchi',
    name: 'Gnocchi alla Sorrentina',
    price: 1290,
    cost: 280,
    tags: ['vegetarian'],
    text: 'Potato gnocchi baked with tomatoes and mozzarella.',
  },
  {
    id: 'trofie-pesto',
    name: 'Trofie al Pesto',
    price: 1290,
    cost: 300,
    tags: ['vegetarian', 'contains-nuts'],
    text: 'Ligurian pesto with pine nuts, green beans and potatoes.',
  },
  {
    id: 'vongole',
    name: 'Spaghetti alle Vongole',
    price: 1790,
    cost: 640,
    text: 'Clams, garlic, parsley and white wine.',
  },
];

const SECONDI: readonly Dish[] = [
  {
    id: 'parmigiana',
    name: 'Parmigiana di Melanzane',
    price: 1450,
    cost: 360,
    tags: ['vegetarian', 'gluten-free'],
    text: 'Aubergines baked with tomatoes, mozzarella and parmesan.',
  },
  {
    id: 'chicken-milanese',
    name: 'Chicken Milanese',
    price: 1690,
    cost: 480,
    text: 'Crumbed chicken breast with lemon.',
  },
  {
    id: 'saltimbocca',
    name: 'Saltimbocca alla Romana',
    price: 2290,
    cost: 780,
    tags: ['gluten-free'],
    text: 'Veal with prosciutto and sage in white wine butter.',
  },
  {
    id: 'sea-bass',
    name: 'Whole Grilled Sea Bass',
    price: 2490,
    cost: 950,
    tags: ['gluten-free'],
    text: 'With lemon, herbs and olive oil.',
  },
  {
    id: 'tagliata',
    name: 'Tagliata di Manzo',
    price: 2690,
    cost: 990,
    tags: ['gluten-free'],
    featured: true,
    text: 'Sliced rib-eye steak with rocket and parmesan.',
  },
];

const CONTORNI: readonly Dish[] = [
  {
    id: 'garlic-bread',
    name: 'Garlic Bread',
    price: 490,
    cost: 80,
    tags: ['vegetarian'],
    text: 'From the pizza oven, with garlic butter and parsley.',
  },
  {
    id: 'focaccia',
    name: 'Rosemary Focaccia',
    price: 450,
    cost: 70,
    tags: ['vegan'],
    text: 'Warm, with olive oil and sea salt.',
  },
  {
    id: 'rocket-salad',
    name: 'Rocket and Parmesan Salad',
    price: 650,
    cost: 170,
    tags: ['vegetarian', 'gluten-free'],
    text: 'Rocket, cherry tomatoes, parmesan and balsamic vinegar.',
  },
  {
    id: 'mixed-salad',
    name: 'Mixed Salad',
    price: 590,
    cost: 130,
    tags: ['vegan', 'gluten-free'],
    text: 'Leaves, cucumber, carrots and tomatoes.',
  },
  {
    id: 'rosemary-potatoes',
    name: 'Rosemary Potatoes',
    price: 550,
    cost: 90,
    tags: ['vegan', 'gluten-free'],
    text: 'Roasted until crisp.',
  },
  {
    id: 'grilled-vegetables',
    name: 'Grilled Vegetables',
    price: 690,
    cost: 180,
    tags: ['vegan', 'gluten-free'],
    text: 'Courgette, aubergine, peppers and fennel.',
  },
];

const DOLCI: readonly Dish[] = [
  {
    id: 'tiramisu',
    name: 'Tiramisù',
    price: 690,
    cost: 170,
    tags: ['vegetarian'],
    featured: true,
    text: 'Mascarpone, espresso-soaked biscuits and cocoa.',
  },
  {
    id: 'panna-cotta',
    name: 'Panna Cotta',
    price: 620,
    cost: 130,
    tags: ['gluten-free'],
    text: 'Vanilla cream with berry sauce.',
  },
  {
    id: 'pistachio-cannoli',
    name: 'Pistachio Cannoli',
    price: 650,
    cost: 190,
    tags: ['vegetarian', 'contains-nuts'],
    text: 'Two crisp rolls with ricotta and Sicilian pistachios.',
  },
  {
    id: 'torta-caprese',
    name: 'Torta Caprese',
    price: 620,
    cost: 160,
    tags: ['vegetarian', 'gluten-free', 'contains-nuts'],
    text: 'Flourless chocolate and almond cake.',
  },
  {
    id: 'gelato',
    name: 'Two Scoops of Gelato',
    price: 520,
    cost: 110,
    tags: ['vegetarian', 'gluten-free'],
    text: 'Ask for the flavours of the day.',
  },
  {
    id: 'lemon-sorbet',
    name: 'Amalfi Lemon Sorbet',
    price: 490,
    cost: 90,
    tags: ['vegan', 'gluten-free'],
    text: 'Sharp, cold and light.',
  },
];

const SOFT_DRINKS: readonly Dish[] = [
  {
    id: 'still-water',
    name: 'Still Water 0.75 l',
    price: 550,
    cost: 90,
    tags: ['vegan', 'gluten-free'],
    text: 'For the table.',
  },
  {
    id: 'sparkling-water',
    name: 'Sparkling Water 0.75 l',
    price: 550,
    cost: 90,
    tags: ['vegan', 'gluten-free'],
    text: 'For the table.',
  },
  {
    id: 'cola',
    name: 'Cola 0.33 l',
    price: 350,
    cost: 80,
    tags: ['vegan', 'gluten-free'],
    text: 'With ice and lemon.',
  },
  {
    id: 'cola-zero',
    name: 'Cola Zero 0.33 l',
    price: 350,
    cost: 80,
    tags: ['vegan', 'gluten-free'],
    text: 'Without sugar, with ice and lemon.',
  },
  {
    id: 'lemonade',
    name: 'Homemade Lemonade',
    price: 450,
    cost: 90,
    tags: ['vegan', 'gluten-free'],
    text: 'Lemon, mint and crushed ice.',
  },
  {
    id: 'peach-iced-tea',
    name: 'Peach Iced Tea',
    price: 450,
    cost: 80,
    tags: ['vegan', 'gluten-free'],
    text: 'Brewed here every morning, served over ice.',
  },
  {
    id: 'blood-orange-soda',
    name: 'Blood Orange Soda',
    price: 420,
    cost: 110,
    tags: ['vegan', 'gluten-free'],
    soldOut: true,
    text: 'Sicilian, slightly bitter.',
  },
];

const WINE_AND_BEER: readonly Dish[] = [
  {
    id: 'montepulciano',
    name: 'Montepulciano d’Abruzzo 0.2 l',
    price: 690,
    cost: 180,
    tags: ['alcohol', 'vegan'],
    text: 'Red: dark cherries and soft tannins.',
  },
  {
    id: 'pinot-grigio',
    name: 'Pinot Grigio 0.2 l',
    price: 690,
    cost: 180,
    tags: ['alcohol', 'vegan'],
    text: 'White: dry and crisp, from the Veneto.',
  },
  {
    id: 'prosecco',
    name: 'Prosecco 0.1 l',
    price: 590,
    cost: 150,
    tags: ['alcohol', 'vegan'],
    text: 'Sparkling, extra dry.',
  },
  {
    id: 'aperol-spritz',
    name: 'Aperol Spritz',
    price: 850,
    cost: 210,
    tags: ['alcohol', 'vegan'],
    text: 'Aperol, prosecco, soda and orange.',
  },
  {
    id: 'lager',
    name: 'Italian Lager 0.33 l',
    price: 420,
    cost: 120,
    tags: ['alcohol', 'vegan'],
    text: 'From the bottle, ice-cold.',
  },
  {
    id: 'limoncello',
    name: 'Limoncello 4 cl',
    price: 450,
    cost: 90,
    tags: ['alcohol', 'vegan', 'gluten-free'],
    text: 'Our own, from Amalfi lemons.',
  },
];

const COFFEE: readonly Dish[] = [
  {
    id: 'espresso',
    name: 'Espresso',
    price: 260,
    cost: 40,
    tags: ['vegan', 'gluten-free'],
    text: 'A dark Neapolitan roast.',
  },
  {
    id: 'cappuccino',
    name: 'Cappuccino',
    price: 360,
    cost: 60,
    tags: ['vegetarian', 'gluten-free'],
    text: 'At any time of the day, we do not judge.',
  },
  {
    id: 'iced-latte',
    name: 'Iced Latte',
    price: 420,
    cost: 80,
    tags: ['vegetarian', 'gluten-free'],
    text: 'Double espresso, cold milk and ice.',
  },
  {
    id: 'hot-chocolate',
    name: 'Hot Chocolate',
    price: 450,
    cost: 90,
    tags: ['vegetarian', 'gluten-free'],
    text: 'Thick, dark, with whipped cream.',
  },
];

const EXTRAS: readonly Dish[] = [
  {
    id: 'chilli-oil',
    name: 'Chilli Oil',
    price: 100,
    cost: 15,
    tags: ['vegan', 'gluten-free', 'spicy'],
    text: 'Homemade and hot.',
  },
  {
    id: 'garlic-aioli',
    name: 'Garlic Aioli',
    price: 180,
    cost: 30,
    tags: ['vegetarian', 'gluten-free'],
    text: 'A small bowl.',
  },
  {
    id: 'extra-parmesan',
    name: 'Extra Parmesan',
    price: 200,
    cost: 70,
    tags: ['gluten-free'],
    text: 'Aged for 24 months, grated at the table.',
  },
  {
    id: 'gluten-free-base',
    name: 'Gluten-free Pizza Base',
    price: 300,
    cost: 110,
    tags: ['vegan', 'gluten-free'],
    soldOut: true,
    text: 'Instead of our usual dough.',
  },
  {
    id: 'bambini-box',
    name: 'Bambini Box',
    price: 390,
    cost: 120,
    text: 'Crayons, a paper crown and a small apple juice.',
  },
];

/**
 * The demo restaurant: Trattoria Lucia, a neighbourhood kitchen in Berlin; 63 items of all six roles in ten categories,
 * prices in euro cents.
 *
 * The owner has said what most categories are; of "Pizza", "Pasta", "Soft Drinks" and "Coffee" the name says it. Two
 * items are sold out.
 *
 * @example
 * RESTAURANT.items.length // => 63
 * RESTAURANT.categories.length // => 10
 */
export const RESTAURANT: DemoCatalog = {
  store: {
    slug: 'trattoria-lucia',
    name: 'Trattoria Lucia',
    currency: 'EUR',
    time_zone: 'Europe/Berlin',
    business_day_cutoff_minutes: 240,
    locale: 'en',
  },
  categories: [
    { id: 'antipasti', category: { name: 'Antipasti & Zuppe', role: 'starter', position: 1 } },
    { id: 'pizza', category: { name: 'Pizza', position: 2 } },
    { id: 'pasta', category: { name: 'Pasta', position: 3 } },
    { id: 'secondi', category: { name: 'Secondi', role: 'main', position: 4 } },
    { id: 'contorni', category: { name: 'Contorni', role: 'side', position: 5 } },
    { id: 'dolci', category: { name: 'Dolci', role: 'dessert', position: 6 } },
    { id: 'soft-drinks', category: { name: 'Soft Drinks', position: 7 } },
    { id: 'wine-and-beer', category: { name: 'Wine & Beer', role: 'drink', position: 8 } },
    { id: 'coffee', category: { name: 'Coffee', position: 9 } },
    { id: 'extras', category: { name: 'Extras', role: 'other', position: 10 } },
  ],
  items: [
    ...itemsOf('antipasti', ANTIPASTI),
    ...itemsOf('pizza', PIZZA),
    ...itemsOf('pasta', PASTA),
    ...itemsOf('secondi', SECONDI),
    ...itemsOf('contorni', CONTORNI),
    ...itemsOf('dolci', DOLCI),
    ...itemsOf('soft-drinks', SOFT_DRINKS),
    ...itemsOf('wine-and-beer', WINE_AND_BEER),
    ...itemsOf('coffee', COFFEE),
    ...itemsOf('extras', EXTRAS),
  ],
};

function itemsOf(category: string, dishes: readonly Dish[]): DemoItem[] {
  return dishes.map((dish) => ({
    id: dish.id,
    item: {
      name: dish.name,
      description: dish.text,
      category,
      price_minor: dish.price,
      cost_minor: dish.cost,
      available: dish.soldOut !== true,
      featured: dish.featured === true,
      tier: null,
      tags: [...(dish.tags ?? [])],
      diets: diets.filter((diet) => dish.tags?.includes(diet)),
      allergens: null,
      image_url: null,
    },
  }));
}
