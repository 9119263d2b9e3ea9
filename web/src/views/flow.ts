import { element } from '../dom.ts';
import type { View } from '../page.ts';

export const flow: View = {
  id: 'flow',
  title: 'Flow',
  shows: 'How neurons move between communities from snapshot to snapshot.',
  good: 'Wide straight ribbons mean communities that last.',
  method: 'method.md',
  mount(host) {
    host.append(element('p', { class: 'empty' }, 'To come.'));
    return { update() {}, dispose() {} };
  },
};
