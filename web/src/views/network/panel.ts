import { element } from '../../dom.ts';
import { sequentialColour } from '../../logic/colours.ts';
import { measuresOf } from '../../logic/network/describe.ts';
import { moment, number } from '../../logic/words.ts';
import type { Page } from '../../page.ts';
import { type LegendEntry, legendOf } from './legend.ts';
import { keyOf } from './look.ts';
import type { Pane } from './pane.ts';

/** Beside the picture: what colours mean, and the pinned neuron. */
export class Panel {
  private readonly legend = element('section', { 'aria-label': 'Legend' });
  private readonly card = element('section', { class: 'card', 'aria-label': 'Pinned neuron', hidden: true });
  // Says what was pinned once, not at every frame of the play.
  private readonly said = element('p', { class: 'said', role: 'status' });
  readonly element = element('aside', { class: 'panel', tabindex: 0, 'aria-label': 'Legend and pinned neuron' },
    this.card, this.legend, this.said);
  private shownLegend = '';
  private shownCard = '';

  constructor(private readonly page: Page) {}

  update(pane: Pane): void {
    const { state, run } = this.page;
    const { snapshot } = pane;
    const at = `${run.id} ${state.layer} ${snapshot} ${keyOf(pane.look!)} ${pane.scene!.history.version}`;
    const legend = `${at} ${state.class} ${state.community}`;
    if (legend !== this.shownLegend) {
      this.shownLegend = legend;
      this.showLegend(pane);
    }
    const card = `${at} ${state.neuron}`;
    if (card !== this.shownCard) {
      this.shownCard = card;
      this.showCard(pane);
    }
  }

  private showLegend(pane: Pane): void {
    const { state, store, run } = this.page;
    const look = pane.look!;
    const { title, entries, range, notes } = legendOf(pane.scene!, pane.snapshot, look, run);
    const chosen = look.kind === 'class' ? state.class : look.kind === 'community' ? state.community : null;
    const select = (category: number | null) => store.set({
      class: look.kind === 'class' && category !== chosen ? category : null,
      community: look.kind === 'community' && category !== chosen ? category : null,
    });
    // The focus stays on its entry when the list is made anew.
    const focused = this.legend.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['category'] : undefined;
    this.legend.replaceChildren(...[
      element('h2', {}, title),
      range === null ? null : element('div', { class: 'scale' },
        element('div', { class: 'ramp', style: `background:linear-gradient(to right,${ramp()})` }),
        element('span', {}, number(range[0], 3)), element('span', {}, number(range[1], 3))),
      element('ul', {}, ...entries.map(entry => element('li', {}, entryOf(entry, entry.category === chosen, select)))),
      ...notes.map(note => element('p', { class: 'note' }, note)),
    ].filter(part => part !== null));
    if (focused !== undefined) this.legend.querySelector<HTMLElement>(`[data-category="${focused}"]`)?.focus();
  }

  private showCard(pane: Pane): void {
    const { state, store, run } = this.page;
    const { neuron } = state;
    this.card.hidden = neuron === null;
    if (neuron === null) {
      this.said.textContent = '';
      return;
    }
    const { neurons } = run.layers[state.layer];
    const rows: [string, string][] = neuron < neurons
      ? [...pane.describe(neuron), ...measuresOf(run, pane.scene!.history.snapshots[pane.snapshot]!, neuron)]
      : [['', `This layer has the neurons 0 to ${neurons - 1}.`]];
    this.card.replaceChildren(
      element('h2', {}, `Neuron ${neuron}`, element('button', {
        'aria-label': 'Unpin', title: 'Unpin (Escape)', click: () => store.set({ neuron: null }),
      }, '×')),
      element('p', { class: 'note' }, moment(run.snapshots[pane.snapshot])),
      element('dl', {}, ...rows.flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)])),
    );
    const said = `Neuron ${neuron} is pinned.`;
    if (this.said.textContent !== said) this.said.textContent = said;
  }
}

function entryOf(entry: LegendEntry, isChosen: boolean, select: (category: number | null) => void): HTMLElement {
  const parts = [
    element('i', { class: `swatch ${entry.kind}`, style: `background:${entry.kind === 'ghost' ? 'none' : entry.colour}` }),
    element('span', { class: 'name' }, entry.text), element('span', { class: 'count' }, number(entry.count)),
  ];
  if (entry.category === null) return element('div', { class: 'entry' }, ...parts);
  return element('button', {
    class: 'entry', 'aria-pressed': String(isChosen), 'data-category': entry.category, click: () => select(entry.category),
  }, ...parts);
}

function ramp(): string {
  return Array.from({ length: 9 }, (_, i) => sequentialColour(i / 8)).join(',');
}
