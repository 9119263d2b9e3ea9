import './style.css';
import { documentsOfPage } from './documents.ts';
import { Model } from './model.ts';
import { Shell } from './shell.ts';
import { Store } from './store.ts';
import { startTheme } from './theme.ts';

// ECharts empties elements by innerHTML = ''; nothing else may pass where the server asks for trusted types.
interface Policies {
  createPolicy(name: string, rules: { createHTML(text: string): string }): unknown;
}
const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
policies?.createPolicy('default', {
  createHTML(text) {
    if (text === '' || text === 'null') return '';
    throw new TypeError('this page sets no HTML');
  },
});

startTheme();
const documents = documentsOfPage();
new Shell(document.getElementById('page')!, new Store(), new Model(documents), documents).start();
