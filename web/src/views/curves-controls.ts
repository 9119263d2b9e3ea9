import type { RunDocument } from '../api.ts';
import { choice, element } from '../dom.ts';
import { type CurveChoice, curveChoices, nullModels, usualCurves } from '../logic/curve-choices.ts';
import type { SeedsShown } from '../logic/curves.ts';
import { type TimeScaleKind, usualTimeScale } from '../logic/time-scale.ts';
import type { Page } from '../page.ts';

/** What the controls of the curves say, with what is usual where nothing was chosen. */
export interface CurveWishes {
  keys: string[];
  isScaled: boolean;
  time: TimeScaleKind;
  layers: 'all' | 'chosen';
  /** `none`, `all` or the name of a null model. */
  nulls: string;
  seeds: SeedsShown;
}

const MANY_LAYERS = 6;

export function curveWishes(page: Page, choices: readonly CurveChoice[]): CurveWishes {
  const { run, state } = page;
  const said = (name: string, known: readonly string[], usual: string) => {
    const value = state.extra[`curves.${name}`];
    return value !== undefined && known.includes(value) ? value : usual;
  };
  const picked = state.extra['curves.measures']?.split(' ').filter(key => choices.some(known => known.key === key));
  const models = nullModels(run).map(model => model.name);
  const usualNull = models.includes('randomLists') ? 'randomLists' : models[0] ?? 'none';
  return {
    keys: picked ?? usualCurves(choices, state.method),
    isScaled: said('scale', ['raw', 'scaled'], 'raw') === 'scaled',
    time: said('time', ['epochs', 'log', 'snapshots'], usualTimeScale(run.snapshots.map(snapshot => snapshot.epoch))) as TimeScaleKind,
    layers: said('layers', ['all', 'chosen'], run.layers.length > MANY_LAYERS ? 'chosen' : 'all') as 'all' | 'chosen',
    nulls: said('nulls', ['none', 'all', ...models], usualNull),
    seeds: said('seeds', ['one', 'median', 'every'], run.seeds.length > 1 ? 'median' : 'one') as SeedsShown,
  };
}

/** The toolbar of the curves. The lists are made once for a run, so that they keep the focus. */
export class CurveControls {
  readonly element = element('div', { class: 'controls' });
  private run: RunDocument | null = null;
  private selects = new Map<string, HTMLSelectElement>();
  private boxes = new Map<string, HTMLInputElement>();
  choices: CurveChoice[] = [];
  // A press beside the open list closes it.
  private readonly closes = (event: Event) => {
    const picker = this.element.querySelector<HTMLDetailsElement>('details[open]');
    if (picker !== null && !picker.contains(event.target as Node)) picker.open = false;
  };

  constructor(private readonly page: Page) {
    document.addEventListener('pointerdown', this.closes);
  }

  dispose(): void {
    document.removeEventListener('pointerdown', this.closes);
  }

  update(): void {
    const { run } = this.page;
    if (run !== this.run) {
      this.run = run;
      this.choices = curveChoices(run);
      this.make(run);
    }
    const wishes = curveWishes(this.page, this.choices);
    for (const [key, box] of this.boxes) box.checked = wishes.keys.includes(key);
    this.selects.get('scale')!.value = wishes.isScaled ? 'scaled' : 'raw';
    for (const name of ['time', 'layers', 'nulls', 'seeds'] as const) {
      const select = this.selects.get(name);
      if (select !== undefined) select.value = wishes[name];
    }
  }

  private make(run: RunDocument): void {
    this.selects = new Map();
    const list = (name: string, label: string, options: { value: string; text: string }[]) => {
      const made = choice(label, options, '', value => this.page.store.setExtra(`curves.${name}`, value));
      this.selects.set(name, made.querySelector('select')!);
      return made;
    };
    const models = nullModels(run).map(model => ({ value: model.name, text: model.title }));
    const parts: (HTMLElement | null)[] = [
      this.picker(),
      list('scale', 'Values', [{ value: 'raw', text: 'raw' }, { value: 'scaled', text: '0 to 1' }]),
      list('time', 'Time', [
        { value: 'epochs', text: 'epochs' }, { value: 'log', text: 'log epochs' }, { value: 'snapshots', text: 'snapshots' },
      ]),
      run.layers.length < 2 ? null : list('layers', 'Layers', [{ value: 'all', text: 'all' }, { value: 'chosen', text: 'chosen' }]),
      models.length === 0 ? null : list('nulls', 'Nulls', [
        { value: 'none', text: 'none' }, ...models, ...models.length > 1 ? [{ value: 'all', text: 'all' }] : [],
      ]),
      run.seeds.length < 2 ? null : list('seeds', 'Seeds', [
        { value: 'median', text: 'median' }, { value: 'every', text: 'every' }, { value: 'one', text: 'this' },
      ]),
    ];
    this.element.replaceChildren(...parts.filter(part => part !== null));
  }

  private picker(): HTMLElement {
    this.boxes = new Map();
    const groups = new Map<string, HTMLElement>();
    for (const known of this.choices) {
      if (!groups.has(known.group)) groups.set(known.group, element('fieldset', {}, element('legend', {}, known.group)));
      const box = element('input', { type: 'checkbox', change: () => this.picked() });
      this.boxes.set(known.key, box);
      groups.get(known.group)!.append(element('label', { title: known.info.description }, box, known.title));
    }
    const usual = element('button', { click: () => this.page.store.setExtra('curves.measures', null) }, 'The usual ones');
    const picker = element('details', { class: 'picker' }, element('summary', {}, 'Measures'),
      element('div', {}, usual, ...groups.values()));
    picker.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !picker.open) return;
      picker.open = false;
      picker.querySelector('summary')!.focus();
    });
    picker.addEventListener('focusout', event => {
      if (event.relatedTarget instanceof Node && !picker.contains(event.relatedTarget)) picker.open = false;
    });
    return picker;
  }

  private picked(): void {
    const keys = [...this.boxes].filter(([, box]) => box.checked).map(([key]) => key);
    this.page.store.setExtra('curves.measures', keys.join(' '));
  }
}
