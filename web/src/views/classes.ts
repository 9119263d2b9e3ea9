import { element } from '../dom.ts';
import type { View } from '../page.ts';

export const classes: View = {
  id: 'classes',
  title: 'Classes',
  shows: 'How the classes share representatives, and which communities hold them.',
  good: 'A strong diagonal: neurons that represent one class alone.',
  method: 'method.md',
  mount(host) {
    host.append(element('p', { class: 'empty' }, 'To come.'));
    return { update() {}, dispose() {} };
  },
};
