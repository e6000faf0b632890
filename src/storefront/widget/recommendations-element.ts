import { fillUrl } from '../../contract/shown/fill-url.ts';
import { formatMoney } from '../../contract/shown/format-money.ts';
import { headingFor } from '../../contract/shown/list-heading.ts';
import { toPlainText } from '../../contract/shown/plain-text.ts';
import type { Answer, EventFields, StorefrontLink } from '../link.ts';
import { arrangeCards } from './arrange-cards.ts';
import type { Asker, PageDesk, Question } from './ask-page.ts';
import { QUESTION_ATTRIBUTES, readLayout, readLimit, readQuestion, readWords, splitIds } from './attributes.ts';
import { type CardView, drawCard } from './card.ts';
import { drawFrame, type ListFrame } from './list-frame.ts';
import { setText } from './make-element.ts';
import type { Slot } from './read-answer.ts';
import { sendForm } from './send-form.ts';

/** What all elements of a page work with. */
export interface PageParts {
  readonly link: StorefrontLink;
  readonly desk: PageDesk;
  /** Calls back once, when the element was seen. */
  readonly watch: (element: Element, onSeen: () => void) => void;
  readonly sheet: CSSStyleSheet;
}

/** So long an item that was added stays where it is, to be taken back. */
const UNDO_MS = 10_000;

/** A card that is shown. It keeps the answer that it came with: that is what its events belong to. */
interface ShownCard {
  readonly id: string;
  readonly slot: Slot;
  readonly answer: Answer;
  readonly view: CardView;
  addedAtMs: number | null;
  isHeld: boolean;
  /** Takes the widget's own change of the cart back. */
  revert: () => void;
}

/** Makes `<pairwell-recommendations>` known to the page. */
export function defineRecommendations(page: PageParts): void {
  RecommendationsElement.page = page;
  customElements.define('pairwell-recommendations', RecommendationsElement);
}

/** A quiet list of suggestions. It adds nothing by itself: a tap tells the page, and the page fills its cart. */
class RecommendationsElement extends HTMLElement implements Asker {
  static page: PageParts;
  static readonly observedAttributes = [...QUESTION_ATTRIBUTES, 'layout', 'theme', 'heading'];

  #frame: ListFrame | null = null;
  #cards: ShownCard[] = [];
  #heading = '';

  connectedCallback(): void {
    const { desk, sheet } = RecommendationsElement.page;
    if (this.#frame === null) {
      const shadow = this.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = [sheet];
      const level = Number(this.getAttribute('heading-level')) || 2;
      this.#frame = drawFrame({ layout: readLayout(this), limit: readLimit(this), level });
      this.#frame.setState('loading');
      this.#dress();
      shadow.append(this.#frame.root);
    }
    desk.ask(this);
  }

  disconnectedCallback(): void {
    RecommendationsElement.page.desk.leave(this);
  }

  attributeChangedCallback(name: string, ...[before, after]: [string | null, string | null]): void {
    if (this.#frame === null || before === after) return;
    this.#dress();
    if (QUESTION_ATTRIBUTES.includes(name) && this.isConnected) RecommendationsElement.page.desk.ask(this);
  }

  question(): Question {
    return readQuestion(this);
  }

  cartIds(): string[] | null {
    return this.hasAttribute('cart') ? (splitIds(this.getAttribute('cart')) ?? []) : null;
  }

  take(answer: Answer | null): void {
    const frame = this.#frame;
    if (frame === null) return;
    if (answer === null) {
      // A later answer that fails takes nothing away that is good.
      if (this.#cards.length === 0) frame.setState('empty');
      return;
    }
    const { link, watch } = RecommendationsElement.page;
    const { rec_id } = answer;
    watch(frame.placeSentinel(), () => link.track('exposure', { rec_id, placement: answer.placement }));
    const nowMs = Date.now();
    for (const card of this.#cards) card.isHeld = card.addedAtMs !== null && nowMs - card.addedAtMs < UNDO_MS;
    const known = new Map(this.#cards.map((card) => [card.id, card]));
    const wanted = answer.slots.map((slot) => known.get(slot.item.id) ?? this.#makeCard(slot, answer));
    this.#show(frame, arrangeCards(this.#cards, wanted));
    this.#heading = answer.slots.length > 0 ? headingFor(answer) : this.#heading;
    this.#dress();
  }

  /** Puts the attributes that only change how the list looks into effect. */
  #dress(): void {
    const frame = this.#frame;
    if (frame === null) return;
    frame.root.dataset.theme = this.getAttribute('theme') ?? 'inherit';
    frame.root.dataset.layout = readLayout(this);
    frame.root.style.setProperty('--pw-rows', String(readLimit(this)));
    setText(frame.heading, this.getAttribute('heading') ?? this.#heading);
  }

  /** Changes only what differs: a card that stays is not touched, so that neither focus nor scroll position is lost. */
  #show(frame: ListFrame, cards: ShownCard[]): void {
    const isFocusLost = this.#cards.findIndex(
      (card) => !cards.includes(card) && card.view.element.contains(this.shadowRoot?.activeElement ?? null),
    );
    for (const card of this.#cards) if (!cards.includes(card)) card.view.element.remove();
    cards.forEach((card, place) => {
      const { element } = card.view;
      if (frame.list.children[place] !== element) frame.list.insertBefore(element, frame.list.children[place] ?? null);
    });
    this.#cards = cards;
    frame.setState(cards.length > 0 ? 'shown' : 'empty');
    if (isFocusLost >= 0) cards[Math.min(isFocusLost, cards.length - 1)]?.view.button.focus({ preventScroll: true });
  }

  #makeCard(slot: Slot, answer: Answer): ShownCard {
    const { link, watch } = RecommendationsElement.page;
    const { item, position } = slot;
    const locale = this.getAttribute('locale') || answer.locale || document.documentElement.lang || 'en';
    const money = { currency: answer.currency, locale };
    const read = (amountMinor: number | null): string => (amountMinor === null ? '' : formatMoney(amountMinor, money));
    const price = read(slot.offer ? slot.offer.price_minor : item.price_minor);
    const view = drawCard(slot, {
      price,
      priceBefore: slot.offer ? read(item.price_minor) : '',
      words: readWords(this, price),
      url: fillUrl(this.getAttribute('item-url'), { id: item.id, rec_id: answer.rec_id, position }),
      isSelectable: this.hasAttribute('selectable'),
      onSelect: (event) => this.#select(card, event),
      onPress: () => (card.addedAtMs === null ? this.#add(card) : this.#undo(card)),
      onDismiss: () => this.#dismiss(card),
    });
    view.element.dataset.recId = answer.rec_id;
    const card: ShownCard = { id: item.id, slot, answer, view, addedAtMs: null, isHeld: false, revert: () => {} };
    watch(view.element, () => link.track('impression', this.#fieldsOf(card)));
    return card;
  }

  #fieldsOf({ id, slot, answer }: ShownCard): EventFields {
    return {
      rec_id: answer.rec_id,
      position: slot.position,
      item: id,
      source_item: this.getAttribute('item') ?? undefined,
      placement: answer.placement,
      recommendation_type: slot.type,
    };
  }

  /** Tells the page; true when it did not say no. */
  #tell(type: string, { slot, answer }: ShownCard, more: object = {}): boolean {
    const { id, name, price_minor } = slot.item;
    const detail = {
      item: { id, name, price_minor },
      quantity: 1,
      offer: slot.offer,
      rec_id: answer.rec_id,
      token: answer.token,
      position: slot.position,
      ...more,
    };
    return this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: true, detail }));
  }

  #select(card: ShownCard, event: Event): void {
    const { link } = RecommendationsElement.page;
    link.track('click', { ...this.#fieldsOf(card), in_cart_before: link.cart.quantityOf(card.id) });
    if (!this.#tell('pairwell:select', card)) event.preventDefault();
  }

  #add(card: ShownCard): void {
    const { link } = RecommendationsElement.page;
    const before = link.cart.quantityOf(card.id);
    let hasFailed = false;
    card.revert = link.cart.change(card.id, 1);
    const failed = (): void => {
      hasFailed = true;
      if (card.addedAtMs === null) return;
      const inCart = link.cart.quantityOf(card.id);
      card.revert();
      this.#takeBack(card, { inCart, words: `Could not add ${toPlainText(card.slot.item.name)}` });
    };
    const isTaken = this.#tell('pairwell:add', card, { failed });
    if (!isTaken || hasFailed) {
      card.revert();
      if (hasFailed) this.#announce(`Could not add ${toPlainText(card.slot.item.name)}`);
      return;
    }
    link.track('add', { ...this.#fieldsOf(card), quantity: 1, in_cart_before: before });
    card.addedAtMs = Date.now();
    card.view.showAdded(true);
    this.#announce(`${readWords(this, '').added} ${toPlainText(card.slot.item.name)}`);
    this.#submit(card);
  }

  /** For pages that fill their cart by a form or an address. */
  #submit({ id, slot, answer }: ShownCard): void {
    const values = { id, rec_id: answer.rec_id, position: slot.position, quantity: 1 };
    const url = fillUrl(this.getAttribute('add-url'), values);
    const method = this.getAttribute('add-method') ?? 'post';
    if (url !== null) sendForm(url, { method, fields: { id, quantity: '1', rec_id: answer.rec_id } });
  }

  #undo(card: ShownCard): void {
    const { link } = RecommendationsElement.page;
    const inCart = link.cart.quantityOf(card.id);
    const revert = link.cart.change(card.id, -1);
    if (this.#tell('pairwell:undo', card)) {
      this.#takeBack(card, { inCart, words: `${toPlainText(card.slot.item.name)} was taken out again` });
    } else revert();
  }

  #takeBack(card: ShownCard, { inCart, words }: { inCart: number; words: string }): void {
    const { link } = RecommendationsElement.page;
    link.track('remove', { ...this.#fieldsOf(card), quantity: 1, in_cart_before: inCart });
    card.addedAtMs = null;
    card.view.showAdded(false);
    this.#announce(words);
  }

  #dismiss(card: ShownCard): void {
    const { link, desk } = RecommendationsElement.page;
    desk.dismiss(card.id);
    link.track('dismiss', this.#fieldsOf(card));
    const left = this.#cards.filter((other) => other !== card);
    if (this.#frame) this.#show(this.#frame, left);
    this.#announce(`${toPlainText(card.slot.item.name)} will not be suggested again in this visit`);
  }

  #announce(text: string): void {
    this.#frame?.announce(text);
  }
}
