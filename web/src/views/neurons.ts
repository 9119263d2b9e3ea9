import { element } from '../dom.ts';
import type { View } from '../page.ts';

export const neurons: View = {
  id: 'neurons',
  title: 'Neurons',
  shows: 'Every neuron of the layer at this snapshot.',
  good: 'Few dead neurons, and entropy that falls as neurons specialise.',
  method: 'measures.md',
  mount(host) {
    host.append(element('p', { class: 'empty' }, 'To come.'));
    return { update() {}, dispose() {} };
  },
};
