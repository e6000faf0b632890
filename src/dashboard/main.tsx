import './mantine.css';
import './dashboard.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readPageSetting } from './api/api-client.ts';
import { App } from './app.tsx';
import { readKept } from './frame/kept-choices.ts';
import { pickLanguage, speak } from './messages/language.ts';

// Dialogs lock the page's scrolling with a style element of their own, which asks for the nonce under this name.
Object.assign(window, { __webpack_nonce__: readPageSetting('pairwell-nonce') });

// What was chosen here before, else what the browser asks for.
const firstLanguage = await speak(pickLanguage([readKept('language'), ...navigator.languages]));
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App firstLanguage={firstLanguage} />
    </StrictMode>,
  );
}
