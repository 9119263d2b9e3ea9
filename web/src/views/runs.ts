import { element } from '../dom.ts';
import type { View } from '../page.ts';

export const runs: View = {
  id: 'runs',
  title: 'Runs',
  shows: 'Every run in this folder.',
  good: 'Choose one to see it, and a second to compare.',
  method: 'run-folder.md',
  withoutRun: true,
  mount(host) {
    host.append(element('p', { class: 'empty' }, 'To come.'));
    return { update() {}, dispose() {} };
  },
};
