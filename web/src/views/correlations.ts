import { element } from '../dom.ts';
import type { View } from '../page.ts';

export const correlations: View = {
  id: 'correlations',
  title: 'Correlations',
  shows: 'How each measure goes with accuracy over the snapshots.',
  good: 'A coefficient near 1 or -1 with a short interval; a shared trend alone makes large ones.',
  method: 'method.md',
  mount(host) {
    host.append(element('p', { class: 'empty' }, 'To come.'));
    return { update() {}, dispose() {} };
  },
};
