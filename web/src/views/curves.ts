import { element } from '../dom.ts';
import type { View } from '../page.ts';

export const curves: View = {
  id: 'curves',
  title: 'Curves',
  shows: 'Accuracy, entropy and modularity over training.',
  good: 'A measure says something where it moves with accuracy and away from its null.',
  method: 'measures.md',
  mount(host) {
    host.append(element('p', { class: 'empty' }, 'To come.'));
    return { update() {}, dispose() {} };
  },
};
