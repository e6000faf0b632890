import { type Html, html } from '../../contract/escape-html.ts';
import type { Recommendation, Slot } from '../../contract/recommendation.ts';
import type { FragmentQuery } from '../../contract/recommendation-page.ts';
import { fillUrl } from '../../contract/shown/fill-url.ts';
import { formatMoney } from '../../contract/shown/format-money.ts';
import { headingFor } from '../../contract/shown/list-heading.ts';
import { toPlainText } from '../../contract/shown/plain-text.ts';

/** What a fragment is drawn by. */
export interface FragmentOptions {
  readonly query: FragmentQuery;
  /** Address of the style sheet. */
  readonly styleUrl: string;
}

/**
 * A list of suggestions as HTML: names and pictures with links, a button each, no script, no style attribute. The
 * classes and the style sheet are those of the widget. An answer without suggestions is no HTML at all.
 */
export function renderFragment(answer: Recommendation, { query, styleUrl }: FragmentOptions): string {
  if (answer.slots.length === 0) return '';
  const layout = query.layout ?? (answer.placement === 'cart' ? 'list' : 'row');
  const heading = query.heading ?? headingFor(answer);
  const style = query.style === 'link' ? html`<link rel="stylesheet" href="${styleUrl}">` : null;
  const cards = answer.slots.map((slot) => renderCard(slot, { answer, query }));
  return html`${style}<section class="pw-host" data-rec-id="${answer.rec_id}" aria-label="${heading || 'Suggestions'}"><div class="pw-root pw-drawn" data-state="shown" data-theme="${query.theme}" data-layout="${layout}">
${heading && html`<div class="pw-bar"><h2 class="pw-heading">${heading}</h2></div>`}
<ul class="pw-list" role="list">
${cards}</ul>
</div></section>
`.text;
}

interface CardOptions {
  readonly answer: Recommendation;
  readonly query: FragmentQuery;
}

function renderCard(slot: Slot, { answer, query }: CardOptions): Html {
  const { item, position, reason, social_proof: proof, badge, offer } = slot;
  const values = { id: item.id, rec_id: answer.rec_id, position };
  const read = (amountMinor: number | null): string => (amountMinor === null ? '' : formatMoney(amountMinor, answer));
  const price = read(offer ? offer.price_minor : item.price_minor);
  const before = offer ? read(item.price_minor) : '';
  const name = html`<bdi>${toPlainText(item.name)}</bdi>`;
  const url = fillUrl(query.item_url ?? null, values);
  return html`<li class="pw-card" data-item="${item.id}" data-position="${position}">
${item.image_url && html`<img class="pw-picture" src="${item.image_url}" alt="" loading="lazy" width="72" height="72">`}
<div class="pw-text">${url === null ? html`<p class="pw-name">${name}</p>` : html`<a class="pw-name" href="${url}">${name}</a>`}${reason && html`<p class="pw-reason"><bdi>${toPlainText(reason)}</bdi></p>`}${proof && html`<p class="pw-proof"><bdi>${toPlainText(proof)}</bdi></p>`}</div>
<div class="pw-buy">${before && html`<span class="pw-before"><span class="pw-unseen">Before: ${before}</span><s aria-hidden="true">${before}</s></span>`}<span class="pw-price"><bdi>${price}</bdi></span>${badge && html`<span class="pw-badge">${badge}</span>`}${renderButton(slot, { answer, query, price })}</div>
</li>
`;
}

function renderButton(
  { item, position }: Slot,
  { answer, query, price }: CardOptions & { price: string },
): Html | null {
  const url = fillUrl(query.add_url ?? null, { id: item.id, rec_id: answer.rec_id, position });
  if (url === null) return null;
  const label = query.add_label.replace('{price}', price);
  const spoken = `${label} ${toPlainText(item.name)}`;
  if (query.add_method === 'get') {
    return html`<a class="pw-add" href="${url}" rel="nofollow" aria-label="${spoken}"><bdi>${label}</bdi></a>`;
  }
  const fields = Object.entries({ id: item.id, quantity: '1', rec_id: answer.rec_id });
  const inputs = fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return html`<form method="post" action="${url}">${inputs}<button class="pw-add" aria-label="${spoken}"><bdi>${label}</bdi></button></form>`;
}
