import { createPageDesk } from './ask-page.ts';
import { defineRecommendations } from './recommendations-element.ts';
import { createViewability } from './viewability.ts';

/** widget.css; put in by the build. */
declare const WIDGET_CSS: string;

const { pairwell } = window;
if (pairwell?.link && !customElements.get('pairwell-recommendations')) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(WIDGET_CSS);
  const { link } = pairwell;
  defineRecommendations({ link, desk: createPageDesk(link), watch: createViewability(), sheet });
}
