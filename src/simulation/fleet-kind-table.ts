import type { Role } from '../engine/items.ts';

/** A category that stores of one kind may have. */
export interface FleetCategory {
  readonly name: string;
  readonly role: Role;
  /** How many of the items belong to it, relative to the other categories. */
  readonly breadth: number;
  /** How often something of it is ordered, relative to the other categories: breakfast, lunch, afternoon, evening. */
  readonly demand: readonly [number, number, number, number];
  /** Last words of the items' names. */
  readonly heads: readonly string[];
}

/** A kind of store: what it sells and when. */
export interface FleetKind {
  readonly name: string;
  /** Local hour of opening, and the hour after which it is closed; above 24: the next day. */
  readonly hours: readonly [number, number];
  /** How busy breakfast, lunch, afternoon and evening are, per hour. */
  readonly bustle: readonly [number, number, number, number];
  /** True where guests eat: mains, drinks and the like are limited by the number of people. */
  readonly servesMeals: boolean;
  /** The most typical first: a store with few categories has these. */
  readonly categories: readonly FleetCategory[];
}

/** Kinds of the generated stores. */
export const FLEET_KINDS: readonly FleetKind[] = [
  {
    name: 'takeaway',
    hours: [11, 23],
    bustle: [0, 2, 1, 5],
    servesMeals: true,
    categories: [
      {
        name: 'Curries',
        role: 'main',
        breadth: 10,
        demand: [0, 8, 6, 10],
        heads: ['Curry', 'Masala', 'Korma', 'Tikka'],
      },
      { name: 'Breads', role: 'side', breadth: 3, demand: [0, 5, 4, 7], heads: ['Naan', 'Roti', 'Paratha'] },
      { name: 'Rice', role: 'side', breadth: 3, demand: [0, 5, 3, 6], heads: ['Rice', 'Pilau'] },
      { name: 'Starters', role: 'starter', breadth: 6, demand: [0, 2, 3, 5], heads: ['Bhaji', 'Samosa', 'Pakora'] },
      {
        name: 'Drinks',
        role: 'drink',
        breadth: 4,
        demand: [0, 4, 4, 3],
        heads: ['Cola', 'Lassi', 'Lemonade', 'Water'],
      },
      { name: 'Biryanis', role: 'main', breadth: 4, demand: [0, 4, 2, 4], heads: ['Biryani'] },
      { name: 'Sundries', role: 'other', breadth: 3, demand: [0, 1, 1, 3], heads: ['Chutney', 'Raita', 'Pickle'] },
      { name: 'Vegetables', role: 'side', breadth: 5, demand: [0, 2, 1, 3], heads: ['Bhaji Side', 'Dal', 'Paneer'] },
      { name: 'Desserts', role: 'dessert', breadth: 2, demand: [0, 0.4, 1, 0.8], heads: ['Kulfi', 'Gulab Jamun'] },
      { name: 'Set Meals', role: 'main', breadth: 1, demand: [0, 2, 0.5, 0.7], heads: ['Thali', 'Meal for Two'] },
    ],
  },
  {
    name: 'pizzeria',
    hours: [11, 23],
    bustle: [0, 3, 1, 6],
    servesMeals: true,
    categories: [
      { name: 'Pizza', role: 'main', breadth: 10, demand: [0, 8, 7, 10], heads: ['Pizza', 'Calzone'] },
      { name: 'Drinks', role: 'drink', breadth: 5, demand: [0, 7, 6, 5], heads: ['Cola', 'Soda', 'Water', 'Juice'] },
      { name: 'Sides', role: 'side', breadth: 4, demand: [0, 3, 3, 4], heads: ['Fries', 'Garlic Bread', 'Wedges'] },
      { name: 'Pasta', role: 'main', breadth: 6, demand: [0, 5, 2, 4], heads: ['Spaghetti', 'Lasagne', 'Penne'] },
      { name: 'Salads', role: 'starter', breadth: 3, demand: [0, 3, 1, 2], heads: ['Salad', 'Caprese'] },
      { name: 'Burgers', role: 'main', breadth: 4, demand: [0, 3, 3, 3], heads: ['Burger'] },
      {
        name: 'Wine and Beer',
        role: 'drink',
        breadth: 5,
        demand: [0, 1, 1, 5],
        heads: ['Lager', 'Red Wine', 'White Wine'],
      },
      { name: 'Dips', role: 'other', breadth: 2, demand: [0, 1, 1, 2], heads: ['Dip', 'Mayo'] },
      {
        name: 'Desserts',
        role: 'dessert',
        breadth: 3,
        demand: [0, 0.6, 1, 1.2],
        heads: ['Tiramisu', 'Gelato', 'Brownie'],
      },
    ],
  },
  {
    name: 'cafe',
    hours: [7, 19],
    bustle: [6, 4, 3, 1],
    servesMeals: true,
    categories: [
      {
        name: 'Coffee',
        role: 'drink',
        breadth: 6,
        demand: [10, 5, 7, 3],
        heads: ['Latte', 'Espresso', 'Cappuccino', 'Mocha'],
      },
      { name: 'Pastries', role: 'dessert', breadth: 6, demand: [7, 2, 4, 1], heads: ['Croissant', 'Muffin', 'Danish'] },
      { name: 'Sandwiches', role: 'main', breadth: 5, demand: [1, 8, 2, 3], heads: ['Sandwich', 'Bagel', 'Toastie'] },
      { name: 'Breads', role: 'other', breadth: 5, demand: [5, 3, 2, 1], heads: ['Loaf', 'Roll', 'Baguette'] },
      { name: 'Tea', role: 'drink', breadth: 4, demand: [3, 2, 4, 2], heads: ['Tea', 'Chai'] },
      { name: 'Cakes', role: 'dessert', breadth: 5, demand: [0.5, 1, 6, 3], heads: ['Cake', 'Tart', 'Cheesecake'] },
      { name: 'Breakfast', role: 'main', breadth: 4, demand: [5, 1, 0.2, 0], heads: ['Eggs', 'Pancakes', 'Porridge'] },
      {
        name: 'Cold Drinks',
        role: 'drink',
        breadth: 4,
        demand: [1, 4, 3, 2],
        heads: ['Juice', 'Smoothie', 'Iced Tea'],
      },
      { name: 'Soups', role: 'main', breadth: 2, demand: [0, 3, 0.5, 1], heads: ['Soup'] },
      { name: 'Extras', role: 'other', breadth: 2, demand: [2, 0.5, 1, 0.5], heads: ['Shot', 'Syrup', 'Milk'] },
    ],
  },
  {
    name: 'bar',
    hours: [16, 26],
    bustle: [0, 0, 2, 6],
    servesMeals: false,
    categories: [
      { name: 'Beer', role: 'drink', breadth: 6, demand: [1, 5, 8, 10], heads: ['Lager', 'Ale', 'Stout', 'Pils'] },
      { name: 'Cocktails', role: 'drink', breadth: 8, demand: [0, 1, 3, 7], heads: ['Sour', 'Spritz', 'Mule', 'Fizz'] },
      {
        name: 'Bar Food',
        role: 'side',
        breadth: 5,
        demand: [0, 4, 4, 4],
        heads: ['Fries', 'Nachos', 'Wings', 'Olives'],
      },
      { name: 'Wine', role: 'drink', breadth: 6, demand: [0, 2, 2, 5], heads: ['Red', 'White', 'Rose'] },
      { name: 'Soft Drinks', role: 'drink', breadth: 4, demand: [2, 4, 4, 3], heads: ['Cola', 'Tonic', 'Water'] },
      { name: 'Spirits', role: 'drink', breadth: 7, demand: [0, 0.5, 1, 4], heads: ['Gin', 'Rum', 'Whisky', 'Vodka'] },
      { name: 'Burgers', role: 'main', breadth: 3, demand: [0, 4, 2, 3], heads: ['Burger'] },
      { name: 'Shots', role: 'drink', breadth: 3, demand: [0, 0, 0.3, 2], heads: ['Shot'] },
    ],
  },
  {
    name: 'sandwich-shop',
    hours: [8, 18],
    bustle: [2, 7, 2, 1],
    servesMeals: true,
    categories: [
      { name: 'Sandwiches', role: 'main', breadth: 8, demand: [4, 10, 6, 6], heads: ['Sub', 'Wrap', 'Panini', 'Club'] },
      {
        name: 'Drinks',
        role: 'drink',
        breadth: 5,
        demand: [4, 6, 5, 4],
        heads: ['Cola', 'Water', 'Juice', 'Iced Tea'],
      },
      { name: 'Snacks', role: 'side', breadth: 4, demand: [1, 5, 3, 2], heads: ['Crisps', 'Fries', 'Nuts'] },
      { name: 'Hot Drinks', role: 'drink', breadth: 4, demand: [7, 2, 4, 1], heads: ['Coffee', 'Tea', 'Cocoa'] },
      { name: 'Salads', role: 'main', breadth: 4, demand: [0.5, 4, 2, 3], heads: ['Salad', 'Bowl'] },
      { name: 'Sweets', role: 'dessert', breadth: 4, demand: [1, 2, 3, 1], heads: ['Cookie', 'Brownie', 'Flapjack'] },
      { name: 'Soups', role: 'starter', breadth: 2, demand: [0, 2, 0.5, 1], heads: ['Soup'] },
    ],
  },
  {
    name: 'grocery',
    hours: [7, 22],
    bustle: [2, 3, 3, 4],
    servesMeals: false,
    categories: [
      {
        name: 'Fruit',
        role: 'other',
        breadth: 6,
        demand: [6, 6, 6, 6],
        heads: ['Apples', 'Bananas', 'Grapes', 'Pears'],
      },
      {
        name: 'Dairy',
        role: 'other',
        breadth: 6,
        demand: [7, 5, 6, 6],
        heads: ['Milk', 'Yoghurt', 'Cheese', 'Butter'],
      },
      { name: 'Bread', role: 'other', breadth: 4, demand: [8, 4, 4, 3], heads: ['Loaf', 'Rolls', 'Bagels'] },
      { name: 'Vegetables', role: 'other', breadth: 7, demand: [4, 5, 6, 8], heads: ['Carrots', 'Tomatoes', 'Onions'] },
      { name: 'Drinks', role: 'drink', breadth: 6, demand: [4, 6, 4, 6], heads: ['Cola', 'Water', 'Juice', 'Beer'] },
      { name: 'Snacks', role: 'other', breadth: 6, demand: [2, 4, 5, 6], heads: ['Crisps', 'Chocolate', 'Biscuits'] },
      { name: 'Meat', role: 'other', breadth: 4, demand: [1, 3, 3, 6], heads: ['Chicken', 'Mince', 'Sausages'] },
      {
        name: 'Store Cupboard',
        role: 'other',
        breadth: 8,
        demand: [2, 2, 3, 4],
        heads: ['Pasta', 'Rice', 'Beans', 'Oil'],
      },
      { name: 'Frozen', role: 'other', breadth: 4, demand: [1, 2, 2, 4], heads: ['Peas', 'Pizza', 'Ice Cream'] },
      { name: 'Household', role: 'other', breadth: 5, demand: [1, 2, 2, 2], heads: ['Soap', 'Towels', 'Sponges'] },
      { name: 'Breakfast', role: 'other', breadth: 3, demand: [4, 1, 1, 2], heads: ['Oats', 'Muesli', 'Jam'] },
      {
        name: 'Ready Meals',
        role: 'main',
        breadth: 3,
        demand: [1, 5, 2, 4],
        heads: ['Salad Box', 'Curry Box', 'Wrap'],
      },
    ],
  },
  {
    name: 'gift-shop',
    hours: [9, 19],
    bustle: [1, 3, 4, 2],
    servesMeals: false,
    categories: [
      { name: 'Homeware', role: 'other', breadth: 10, demand: [3, 5, 5, 6], heads: ['Mug', 'Candle', 'Vase', 'Frame'] },
      { name: 'Cards', role: 'other', breadth: 8, demand: [5, 6, 5, 3], heads: ['Card', 'Postcard', 'Notebook'] },
      { name: 'Toys', role: 'other', breadth: 6, demand: [1, 3, 5, 3], heads: ['Puzzle', 'Teddy', 'Blocks'] },
      { name: 'Bags', role: 'other', breadth: 5, demand: [2, 4, 4, 4], heads: ['Tote', 'Lunch Bag', 'Pouch'] },
      { name: 'Kitchen', role: 'other', breadth: 6, demand: [2, 3, 3, 4], heads: ['Tin', 'Tray', 'Apron'] },
      {
        name: 'Decorations',
        role: 'other',
        breadth: 7,
        demand: [1, 3, 3, 4],
        heads: ['Bunting', 'Garland', 'Lantern'],
      },
      { name: 'Garden', role: 'other', breadth: 4, demand: [1, 2, 2, 1], heads: ['Planter', 'Bird House'] },
    ],
  },
];

/** First words of the items' names. */
export const FLEET_STYLES: readonly string[] = [
  'Classic',
  'House',
  'Garden',
  'Golden',
  'Smoky',
  'Spicy',
  'Royal',
  'Little',
  'Double',
  'Fresh',
  'Lemon',
  'Honey',
  'Black',
  'White',
  'Red',
  'Green',
  'Farmhouse',
  'Village',
  'Harbour',
  'Sunny',
  'Sweet',
  'Salted',
  'Wild',
  'Ginger',
  'Garlic',
  'Chilli',
  'Vanilla',
  'Cherry',
  'Winter',
  'Summer',
  'Maple',
  'Walnut',
  'Almond',
  'Mint',
  'Orange',
  'Rustic',
];

/** Zones of the generated stores. */
export const FLEET_ZONES: readonly string[] = [
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Sydney',
  'Europe/Berlin',
  'UTC',
];

/**
 * What an item of one role (row) on the table does to the demand for another role (column): rows and columns in the
 * order drink, main, starter, side, dessert, other.
 */
export const ROLE_PULL: Readonly<Record<Role, Readonly<Record<Role, number>>>> = {
  drink: { drink: 0.6, main: 1.2, starter: 1, side: 1, dessert: 1.1, other: 0.9 },
  main: { drink: 1.8, main: 0.9, starter: 1.4, side: 2, dessert: 0.8, other: 1.2 },
  starter: { drink: 1.2, main: 1.6, starter: 0.8, side: 1, dessert: 1.1, other: 1 },
  side: { drink: 1.2, main: 1.7, starter: 1, side: 0.8, dessert: 0.9, other: 1.3 },
  dessert: { drink: 1.6, main: 0.8, starter: 0.8, side: 0.8, dessert: 0.7, other: 0.9 },
  other: { drink: 1, main: 1.1, starter: 1, side: 1.1, dessert: 0.9, other: 1 },
};
