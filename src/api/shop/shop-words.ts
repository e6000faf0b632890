import type { StoreKind } from '../../services/shop/open-shop.ts';

/** What the pages of a store say differently where it cooks and where it sells. */
export interface ShopWords {
  /** The list of everything, as a link back to it. */
  readonly menu: string;
  readonly toMenu: string;
  readonly backToMenu: string;
  /** For a link that leads to nothing any more. */
  readonly missing: string;
  readonly missingLead: string;
  /** Above the list, for who sits at no table. */
  readonly invitation: string;
  readonly withoutScript: string;
  readonly listWithoutScript: string;
  readonly soldOut: string;
  /** Below the total, for who sits at no table. */
  readonly payment: string;
  /** A step of the order's way: beside the others, and as a sentence. */
  readonly preparing: string;
  readonly isPrepared: string;
  readonly isDone: string;
  /** For the staff: where an order goes that has no table, and the last step. */
  readonly noTable: string;
  readonly handOver: string;
}

/** The words by the kind of the store. */
export const SHOP_WORDS: Readonly<Record<StoreKind, ShopWords>> = {
  restaurant: {
    menu: 'Menu',
    toMenu: 'To the menu',
    backToMenu: 'Back to the menu',
    missing: 'Not on the menu',
    missingLead: 'What this link led to is not on the menu any more.',
    invitation: 'Choose here, and we get it ready for you.',
    withoutScript: 'Ordering from this page needs JavaScript; our staff take your order too.',
    listWithoutScript:
      'You can read the whole menu. Ordering from this page needs JavaScript; our staff take your order too.',
    soldOut: 'Sold out today',
    payment: 'Pay when you pick it up.',
    preparing: 'In the kitchen',
    isPrepared: 'Your order is being made.',
    isDone: 'Enjoy!',
    noTable: 'To pick up',
    handOver: 'Served',
  },
  shop: {
    menu: 'All items',
    toMenu: 'To the shop',
    backToMenu: 'Back to the shop',
    missing: 'Not in the shop',
    missingLead: 'What this link led to is not in the shop any more.',
    invitation: 'Choose here, and we get it ready for you.',
    withoutScript: 'Ordering from this page needs JavaScript.',
    listWithoutScript: 'You can look at everything. Ordering from this page needs JavaScript.',
    soldOut: 'Sold out',
    payment: 'You pay when you get it.',
    preparing: 'In preparation',
    isPrepared: 'Your order is being prepared.',
    isDone: 'Your order is complete. Thank you.',
    noTable: 'To hand over',
    handOver: 'Handed over',
  },
};
