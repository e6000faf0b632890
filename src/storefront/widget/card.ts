import { toPlainText } from '../../contract/shown/plain-text.ts';
import { makeElement, setText } from './make-element.ts';
import type { Slot } from './read-answer.ts';

/** What a card needs to know beside its slot. */
export interface CardOptions {
  /** What is paid, as it is read; '' when there is no price. */
  readonly price: string;
  /** What it costs without the offer; '' when there is none. */
  readonly priceBefore: string;
  /** Address of the item's page; null = there is none. */
  readonly url: string | null;
  /** True when the name is to be a button, for pages without addresses of items. */
  readonly isSelectable: boolean;
  readonly words: CardWords;
  readonly onSelect: (event: Event) => void;
  /** Called by the button, in both of its states. */
  readonly onPress: () => void;
  readonly onDismiss: () => void;
}

/** The words on a card; pages may give their own. */
export interface CardWords {
  readonly add: string;
  readonly added: string;
  readonly undo: string;
  readonly dismiss: string;
  /** Said before the price without the offer; `{price}` is put in. */
  readonly before: string;
}

/** A card on the page. */
export interface CardView {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  showAdded(isAdded: boolean): void;
}

/** Draws one suggestion: picture, name, reason, what others did, price and the button. */
export function drawCard({ item, reason, social_proof: proof, badge }: Slot, options: CardOptions): CardView {
  const { price, words } = options;
  const name = toPlainText(item.name);
  const button = makeElement('button', { part: 'add', attributes: { type: 'button' } });
  button.addEventListener('click', options.onPress);
  const dismiss = makeElement('button', {
    part: 'dismiss',
    attributes: { type: 'button', 'aria-label': `${words.dismiss} ${name}`, title: words.dismiss },
  });
  dismiss.addEventListener('click', options.onDismiss);
  const element = makeElement('li', {
    part: 'card',
    children: [
      drawPicture(item.image_url, options),
      makeElement('div', {
        part: 'text',
        children: [
          drawName(name, options),
          reason ? makeElement('p', { part: 'reason', text: toPlainText(reason) }) : null,
          proof ? makeElement('p', { part: 'proof', text: toPlainText(proof) }) : null,
          makeElement('p', { part: 'done', text: words.added, attributes: { 'aria-hidden': 'true' } }),
        ],
      }),
      makeElement('div', {
        part: 'buy',
        children: [
          drawPriceBefore(options),
          // A price that the button says is not said twice.
          price && words.add.includes(price) ? null : makeElement('span', { part: 'price', text: price }),
          badge ? makeElement('span', { part: 'badge', text: toPlainText(badge) }) : null,
          button,
        ],
      }),
      dismiss,
    ],
  });
  const showAdded = (isAdded: boolean): void => {
    element.classList.toggle('pw-added', isAdded);
    setText(button, isAdded ? words.undo : words.add);
    // The visible words come first, so that who speaks to the page can name the button.
    const sum = price && !words.add.includes(price) ? `, ${price}` : '';
    button.setAttribute('aria-label', isAdded ? `${words.undo}: ${words.added} ${name}` : `${words.add} ${name}${sum}`);
  };
  showAdded(false);
  return { element, button, showAdded };
}

/** Struck through for who sees it; said in words to who does not. */
function drawPriceBefore({ priceBefore, words }: CardOptions): HTMLElement | null {
  if (!priceBefore) return null;
  return makeElement('span', {
    part: 'before',
    children: [
      makeElement('span', { part: 'unseen', text: words.before.replace('{price}', priceBefore) }),
      makeElement('s', { text: priceBefore, attributes: { 'aria-hidden': 'true' } }),
    ],
  });
}

function drawName(name: string, { url, isSelectable, onSelect }: CardOptions): HTMLElement {
  const options = { part: 'name', text: name };
  if (url !== null) {
    const link = makeElement('a', { ...options, attributes: { href: url } });
    link.addEventListener('click', onSelect);
    return link;
  }
  if (!isSelectable) return makeElement('p', options);
  const button = makeElement('button', { ...options, attributes: { type: 'button' } });
  button.addEventListener('click', onSelect);
  return button;
}

/** The picture says nothing that the name does not say; where none loads, its place stays plain. */
function drawPicture(address: string | null, { url, isSelectable, onSelect }: CardOptions): HTMLElement | null {
  if (!address || !/^(https?:\/\/|\/)/.test(address)) return null;
  const image = makeElement('img', {
    part: 'picture',
    attributes: { alt: '', loading: 'lazy', decoding: 'async', width: '72', height: '72' },
  });
  if (url !== null || isSelectable) image.addEventListener('click', onSelect);
  image.src = address;
  return image;
}
