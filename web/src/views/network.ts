import { element } from '../dom.ts';
import type { View } from '../page.ts';

export const network: View = {
  id: 'network',
  title: 'Network',
  shows: 'The neurons that represent the classes of this layer, joined where they are active together.',
  good: 'Communities that come apart by class are what training should make.',
  method: 'method.md',
  mount(host) {
    host.append(element('p', { class: 'empty' }, 'To come.'));
    return { update() {}, dispose() {} };
  },
};
