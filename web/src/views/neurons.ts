import './data.css';
import type { CommunityHistory, LayerSnapshot, RunDocument } from '../api.ts';
import { choice, element } from '../dom.ts';
import { categoryColour, textOn } from '../logic/colours.ts';
import { trackColour } from '../logic/track-colours.ts';
import { filterNeurons, type NeuronFilter, type NeuronRow, neuronRows } from '../logic/neuron-rows.ts';
import { count, moment, number } from '../logic/words.ts';
import type { MountedView, Page, Picture, Table, View } from '../page.ts';
import { type Column, RowTable } from '../row-table.ts';
import { NeuronPage } from './neurons-page.ts';

export const neurons: View = {
  id: 'neurons',
  title: 'Neurons',
  shows: 'Every neuron of the layer at this snapshot.',
  good: 'Few dead neurons, and entropy that falls as neurons specialise.',
  method: 'Entropy says how unpredictable a neuron is over the samples: nonzero and all by a histogram of its activations, share '
    + 'by each sample’s share of their sum. Edges are those of the pattern graph. docs/reference/measures.md '
    + 'explains every column.',
  mount: (host, page) => new Neurons(host, page),
};

/** What the page says of the layer at a snapshot. */
interface Shown {
  run: RunDocument;
  layer: LayerSnapshot;
  history: CommunityHistory | null;
  snapshot: number;
  rows: NeuronRow[];
  columns: Column<NeuronRow>[];
}

class Neurons implements MountedView {
  readonly controls: HTMLElement;
  private readonly search = element('input', { type: 'search', placeholder: 'Number or class', 'aria-label': 'Search' });
  private readonly explain = element('p', { class: 'explain', role: 'status' });
  private readonly rows: RowTable<NeuronRow>;
  private readonly neuron: NeuronPage;
  private readonly filters = element('div', { class: 'controls' });
  private readonly selects = new Map<string, HTMLSelectElement>();
  private shown: Shown | null = null;
  private shownKey = '';
  private filtered: NeuronRow[] = [];
  private filteredKey = '';
  private neuronKey = '';
  private layers: { key: string; all: LayerSnapshot[] | null; problem: string | null } = { key: '', all: null, problem: null };
  private pointed: number | null = null;
  private litFrom: ReadonlySet<number> | null = null;
  private lit: ReadonlySet<string> = new Set();
  private filtersOf: RunDocument | null = null;
  private isDisposed = false;

  constructor(host: HTMLElement, private readonly page: Page) {
    this.search.addEventListener('input', () => page.store.setExtra('neurons.search', this.search.value || null));
    this.controls = element('div', { class: 'controls' }, this.search, this.filters);
    this.rows = new RowTable<NeuronRow>({
      label: 'Neurons of the layer', idOf: row => String(row.neuron), choosesByArrow: true,
      chosen: row => page.store.set({ neuron: row.neuron }),
      pointed: row => this.light(row?.neuron ?? null),
      ordered: order => page.store.setExtra('neurons.sort', order),
    });
    this.neuron = new NeuronPage(page);
    host.append(element('div', { class: 'stacked' }, this.explain,
      element('div', { class: 'beside' }, this.rows.element, this.neuron.element)));
  }

  async update(): Promise<void> {
    const { page } = this;
    const { run, state, snapshot } = page;
    const key = `${run.id} ${run.snapshots.length} ${state.layer} ${snapshot} ${state.method}`;
    if (key !== this.shownKey || run !== this.shown?.run) {
      const layer = await page.model.layer(run.id, state.layer, snapshot);
      // A run may have no communities by any method.
      const history = await page.model.communities(run.id, state.layer, state.method).catch(() => null);
      if (this.isDisposed || run !== page.run || state.layer !== page.state.layer) return;
      const isKnown = this.shown?.run === run && this.shown.history === history;
      const columns = isKnown ? this.shown!.columns : columnsOf(run, history, () => this.shown!);
      this.shown = { run, layer, history, snapshot, rows: neuronRows(layer, history, snapshot, state.method), columns };
      this.shownKey = key;
      this.filteredKey = '';
    }
    this.filter(this.shown!);
    if (page.lit !== this.litFrom) {
      this.litFrom = page.lit;
      this.lit = new Set([...page.lit].map(String));
    }
    const selected = state.neuron === null ? null : String(state.neuron);
    this.rows.show(this.shown!.columns, this.filtered, state.extra['neurons.sort'] ?? 'neuron', selected, this.lit);
    this.showNeuron(this.shown!);
  }

  dispose(): void {
    this.isDisposed = true;
    this.neuron.dispose();
    if (this.pointed !== null) this.page.light([]);
  }

  picture(): Picture | null {
    // The picture is the page of the chosen neuron.
    if (this.shown === null || this.page.state.neuron === null) return null;
    return this.neuron.picture(`${this.name()}-neuron-${this.page.state.neuron}`);
  }

  table(): Table | null {
    if (this.shown === null) return null;
    const { columns } = this.shown;
    return { name: `${this.name()}-neurons`, columns: columns.map(column => column.key), rows: this.rows.rows.map(row =>
      columns.map(column => column.value(row))) };
  }

  private name(): string {
    const { run, snapshot } = this.shown!;
    return `${run.id}-${run.layers[this.page.state.layer].name}-${moment(run.snapshots[snapshot])}`;
  }

  private light(neuron: number | null): void {
    if (neuron === this.pointed) return;
    this.pointed = neuron;
    this.page.light(neuron === null ? [] : [neuron]);
  }

  private filter({ run, rows, history, layer, snapshot }: Shown): void {
    const { state } = this.page;
    if (this.filtersOf !== run) {
      this.filtersOf = run;
      this.makeFilters(run);
    }
    const said = state.extra['neurons.show'];
    const wanted: NeuronFilter = {
      search: state.extra['neurons.search'] ?? '',
      show: said === 'graph' || said === 'shared' || said === 'dead' ? said : 'all',
      class: state.class !== null && state.class < run.classes.length ? state.class : null,
    };
    if (this.search.value !== wanted.search) this.search.value = wanted.search;
    this.selects.get('show')!.value = wanted.show;
    this.selects.get('class')!.value = wanted.class === null ? '' : String(wanted.class);
    const key = JSON.stringify([wanted, state.neuron === null]);
    if (key === this.filteredKey) return;
    this.filteredKey = key;
    this.filtered = filterNeurons(rows, wanted, run.classes, track => history?.tracks[track].name ?? '');
    const all = `${count(rows.length, 'neuron')} of ${run.layers[state.layer].name}, ${moment(run.snapshots[snapshot])}: `
      + `${number(layer.neurons.length)} in the graph, ${number(layer.dead.length)} dead.`;
    const hint = state.neuron === null ? ' Choose a row to see a neuron’s course over training.' : '';
    this.explain.textContent = this.filtered.length === rows.length ? `${all}${hint}`
      : `${number(this.filtered.length)} of ${all}${this.filtered.length === 0 ? ' None fits the search.' : hint}`;
  }

  private makeFilters(run: RunDocument): void {
    const show = choice('Show', [
      { value: 'all', text: 'all' }, { value: 'graph', text: 'in the graph' },
      { value: 'shared', text: 'of several classes' }, { value: 'dead', text: 'dead' },
    ], 'all', value => this.page.store.setExtra('neurons.show', value === 'all' ? null : value));
    const ofClass = choice('Class', [
      { value: '', text: 'any' }, ...run.classes.map((name, c) => ({ value: String(c), text: name })),
    ], '', value => this.page.store.set({ class: value === '' ? null : Number(value) }));
    this.selects.set('show', show.querySelector('select')!);
    this.selects.set('class', ofClass.querySelector('select')!);
    this.filters.replaceChildren(show, ofClass);
  }

  private showNeuron(shown: Shown): void {
    const { page } = this;
    const { state, theme } = page;
    const row = state.neuron === null ? undefined : shown.rows[state.neuron];
    if (row === undefined) {
      this.neuron.hide();
      this.neuronKey = '';
      return;
    }
    this.fetchCourse(shown);
    const width = this.neuron.element.clientWidth;
    const key = `${this.shownKey} ${row.neuron} ${theme.dark} ${width} ${this.layers.all?.length} ${this.layers.problem}`;
    if (key === this.neuronKey) return;
    this.neuronKey = key;
    const { run, layer, history, snapshot } = shown;
    this.neuron.show({ run, layer, history, row, snapshot, layers: this.layers.all, problem: this.layers.problem });
  }

  // Every snapshot of the layer, only when a neuron is looked at.
  private fetchCourse({ run }: Shown): void {
    const { page } = this;
    const { layer } = page.state;
    const key = `${run.id} ${run.snapshots.length} ${layer}`;
    if (key === this.layers.key) return;
    this.layers = { key, all: null, problem: null };
    page.model.history(run.id, layer).then(all => ({ all, problem: null }), problem => ({ all: null, problem: said(problem) }))
      .then(found => {
        if (this.isDisposed || this.layers.key !== key) return;
        this.layers = { key, ...found };
        if (this.shown !== null) this.showNeuron(this.shown);
      });
  }
}

function said(problem: unknown): string {
  return `Its course over training cannot be drawn: ${problem instanceof Error ? problem.message : String(problem)}.`;
}

function badge(words: string, colour: string): HTMLElement {
  return element('span', { class: 'badge', style: `background:${colour};color:${textOn(colour)}` }, words);
}

function columnsOf(run: RunDocument, history: CommunityHistory | null, shown: () => Shown): Column<NeuronRow>[] {
  const trackName = (row: NeuronRow) => (row.track === null ? null : history?.tracks[row.track].name ?? null);
  return [
    { key: 'neuron', title: 'Neuron', width: '6.4rem', isNumber: true, value: row => row.neuron, show: row => String(row.neuron) },
    {
      key: 'classes', title: 'Classes', width: '11rem', description: 'The classes that it represents',
      value: row => (row.classes.length === 0 ? (row.isDead ? 'dead' : null) : row.classes.map(c => run.classes[c]).join(' ')),
      show: row => (row.classes.length === 0 ? (row.isDead ? 'dead' : '–') : element('span', {
        title: row.classes.map(c => run.classes[c]).join(', '),
      }, ...row.classes.map(c => badge(run.classes[c], categoryColour(c))))),
    },
    {
      key: 'community', title: 'Community', width: '7.5rem', description: 'Its community by the chosen method',
      value: row => trackName(row), show: row => (row.track === null ? '–' : badge(trackName(row)!, trackColour(history, row.track))),
    },
    {
      key: 'strongest', title: 'Strongest class', width: '7.5rem', description: 'The class with the largest mean activation',
      value: row => (row.strongest === null ? null : run.classes[row.strongest]),
    },
    {
      key: 'mean', title: 'Its mean', width: '6.5rem', isNumber: true, descends: true, value: row => row.mean,
      description: 'Mean activation over the samples of the strongest class',
    },
    ...run.neuronMeasures.map((measure): Column<NeuronRow> => ({
      key: measure.column, title: measure.title, width: '7.5rem', isNumber: true, descends: true,
      description: `${measure.description}${measure.unit === 'nats' ? ', in nats' : ''}`,
      value: row => shown().layer.measures[measure.column]?.[row.neuron] ?? null,
    })),
    {
      key: 'edges', title: 'Edges', width: '5.5rem', isNumber: true, descends: true, value: row => row.edges,
      description: 'Edges in the pattern graph',
    },
  ];
}
