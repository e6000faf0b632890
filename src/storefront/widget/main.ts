import { createPageDesk } from './ask-page.ts';
import { defineRecommendations } from './recommendations-element.ts';
import { createViewability } from './viewability.ts';
import css from './widget.css?inline';

const { pairwell } = window;
if (pairwell?.link && !customElements.get('pairwell-recommendations')) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const { link } = pairwell;
  defineRecommendations({ link, desk: createPageDesk(link), watch: createViewability(), sheet });
}
