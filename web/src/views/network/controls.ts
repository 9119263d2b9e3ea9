import { choice, element } from '../../dom.ts';
import { percent } from '../../logic/words.ts';
import type { Page } from '../../page.ts';
import { methodTitle } from '../method-title.ts';
import { type Look, lookOf, SIZES } from './look.ts';

/** The controls of the view in its toolbar. */
export class Controls {
  readonly element = element('div', { class: 'controls' });
  private readonly colour: HTMLLabelElement;
  private readonly method: HTMLLabelElement;
  private readonly size: HTMLLabelElement;
  private readonly threshold = element('input', {
    type: 'range', min: 0, max: 100, step: 1,
    input: () => this.page.store.set({ threshold: Number(this.threshold.value) / 100 }),
  });
  private readonly share = element('span', { class: 'share' });
  private readonly neuron = element('input', {
    type: 'number', min: 0, step: 1, placeholder: 'number', title: 'Pins the neuron with this number',
    change: () => this.page.store.set({ neuron: /^\d+$/.test(this.neuron.value) ? Number(this.neuron.value) : null }),
  });

  constructor(private readonly page: Page) {
    const { run, store } = page;
    this.colour = choice('Colour', [
      { value: 'class', text: 'Class represented' },
      ...run.methods.length > 0 ? [{ value: 'community', text: 'Community' }] : [],
      ...run.neuronMeasures.map(measure => ({ value: `measure:${measure.column}`, text: measure.title, group: 'Measures of neurons' })),
    ], '', colour => store.set({ colour }));
    this.method = choice('Method', run.methods.map(method => ({ value: method, text: methodTitle(run, method) })), '', method => store.set({
      method, community: null,
    }));
    this.size = choice('Size', Object.entries(SIZES).map(([value, text]) => ({
      value, text: { degree: 'degree', mean: 'mean', same: 'same' }[value] ?? text,
    })), '', size => store.set({ size }));
    this.element.append(
      this.colour, this.method, this.size,
      element('label', { class: 'choice threshold', title: 'Edges below this share of the largest weight are not drawn' },
        element('span', {}, 'Edges from'), this.threshold, this.share),
      element('label', { class: 'choice neuron-number' }, element('span', {}, 'Neuron'), this.neuron),
    );
    void this.offerRuns();
  }

  update(): void {
    const { state, run } = this.page;
    const look = lookOf(state, run);
    select(this.colour).value = look.kind === 'measure' ? `measure:${look.column}` : look.kind;
    this.method.hidden = look.kind !== 'community';
    select(this.method).value = state.method;
    select(this.size).value = look.size satisfies Look['size'];
    this.threshold.value = String(Math.round(100 * state.threshold));
    this.threshold.setAttribute('aria-valuetext', `${this.threshold.value} % of the largest weight`);
    this.share.textContent = `${this.threshold.value} %`;
    this.neuron.max = String(run.layers[state.layer].neurons - 1);
    if (document.activeElement !== this.neuron) this.neuron.value = state.neuron === null ? '' : String(state.neuron);
  }

  // Runs to compare with: those that have a layer of this name, the other seeds of the study first.
  private async offerRuns(): Promise<void> {
    const { runs } = await this.page.model.runs();
    const { run, state, store } = this.page;
    const others = runs.filter(other => other.problem === null && other.id !== run.id && other.snapshots > 0);
    if (others.length === 0) return;
    const isSeed = (id: string) => run.seeds.includes(id);
    others.sort((a, b) => Number(isSeed(b.id)) - Number(isSeed(a.id)));
    const beside = choice('Beside', [
      { value: '', text: 'no other run' },
      ...others.map(({ id, test, train }) => ({
        value: id, text: test === null && train === null ? id : `${id} (${percent(test ?? train)})`,
        group: isSeed(id) ? 'Seeds of this study' : 'Other runs',
      })),
    ], state.other, other => store.set({ other }));
    beside.classList.add('other-run');
    this.element.append(beside);
  }
}

function select(label: HTMLLabelElement): HTMLSelectElement {
  return label.querySelector('select')!;
}
