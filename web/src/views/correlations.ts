import './data.css';
import type { RunDocument } from '../api.ts';
import { choice, element } from '../dom.ts';
import { type CorrelationFilter, type CorrelationRow, correlationRows, filterCorrelations } from '../logic/correlation-rows.ts';
import { number } from '../logic/words.ts';
import type { MountedView, Page, Picture, Table, View } from '../page.ts';
import { type Column, RowTable } from '../row-table.ts';
import { Scatter } from './correlations-scatter.ts';

export const correlations: View = {
  id: 'correlations',
  title: 'Correlations',
  shows: 'How each measure goes with accuracy over the snapshots of this run.',
  good: 'A coefficient near 1 or -1 with a short interval; a shared trend alone makes large ones.',
  method: 'Pearson’s and Spearman’s coefficients over the snapshots of this run. Two curves that both rise correlate, whatever '
    + 'they measure: with one run such a coefficient describes the course of training and proves nothing. Several seeds, and '
    + 'the test of docs/reference/method.md, can tell more.',
  mount: (host, page) => new Correlations(host, page),
};

const CAUTION = 'Caution: a common trend alone gives large values, and nearly every measure has one with accuracy. '
  + 'Several seeds can say more.';

const DIGITS = 3;

const COLUMNS: Column<CorrelationRow>[] = [
  { key: 'measure', title: 'Measure', width: '17rem', value: row => row.title },
  { key: 'layer', title: 'Layer', width: '7rem', value: row => row.layerName },
  { key: 'class', title: 'Class', width: '6rem', value: row => row.className || null },
  {
    key: 'pearson', title: 'Pearson', width: '6rem', isNumber: true, descends: true, value: row => absolute(row.pearson),
    show: row => number(row.pearson, DIGITS), description: 'Pearson’s coefficient; sorted by its size, whatever its sign',
  },
  {
    key: 'spearman', title: 'Spearman', width: '6.5rem', isNumber: true, descends: true, value: row => absolute(row.spearman),
    show: row => number(row.spearman, DIGITS), description: 'Spearman’s coefficient, of ranks; sorted by its size, whatever its sign',
  },
  {
    key: 'interval', title: '95 % interval', width: '9rem', isNumber: true, description: 'Of Pearson’s coefficient; sorted by its length',
    value: row => (row.interval === null ? null : row.interval[1] - row.interval[0]),
    show: row => (row.interval === null ? '–' : `${number(row.interval[0], DIGITS)} to ${number(row.interval[1], DIGITS)}`),
  },
  { key: 'snapshots', title: 'Snapshots', width: '6.5rem', isNumber: true, value: row => row.snapshots },
];

function absolute(value: number | null): number | null {
  return value === null ? null : Math.abs(value);
}

class Correlations implements MountedView {
  readonly controls = element('div', { class: 'controls' });
  private readonly caution = element('p', { class: 'explain' }, CAUTION);
  private readonly empty = element('p', { class: 'empty', role: 'status' });
  private readonly rows: RowTable<CorrelationRow>;
  private readonly scatter: Scatter;
  private readonly search = element('input', { type: 'search', placeholder: 'Measure, layer, class', 'aria-label': 'Search' });
  private readonly selects = new Map<string, HTMLSelectElement>();
  private readonly boxes = new Map<string, HTMLInputElement>();
  private run: RunDocument | null = null;
  private all: CorrelationRow[] = [];
  private filtered: CorrelationRow[] = [];
  private filteredKey = '';
  private columns = COLUMNS;
  private first: string | null = null;

  constructor(host: HTMLElement, private readonly page: Page) {
    this.search.addEventListener('input', () => page.store.setExtra('correlations.search', this.search.value || null));
    this.rows = new RowTable<CorrelationRow>({
      label: 'Correlations with accuracy', idOf: row => row.id, choosesByArrow: true,
      chosen: row => page.store.setExtra('correlations.row', row.id),
      ordered: order => page.store.setExtra('correlations.sort', order),
    });
    this.scatter = new Scatter(page);
    host.append(element('div', { class: 'stacked' }, this.caution, this.empty,
      element('div', { class: 'beside' }, this.rows.element, this.scatter.element)));
  }

  update(): void {
    const { run, state } = this.page;
    if (run !== this.run) {
      this.run = run;
      this.all = correlationRows(run);
      this.filteredKey = '';
      this.makeControls(run);
    }
    const wanted = this.wanted();
    const key = JSON.stringify(wanted);
    if (key !== this.filteredKey) {
      this.filteredKey = key;
      this.filtered = filterCorrelations(this.all, wanted);
      // A column of which no row says anything is left out.
      this.columns = COLUMNS.filter(column => (column.key !== 'class' && column.key !== 'interval')
        || this.filtered.some(row => column.value(row) !== null));
      this.showControls(wanted);
    }
    this.empty.hidden = this.filtered.length > 0;
    this.caution.hidden = this.all.length === 0;
    this.controls.hidden = this.all.length === 0;
    this.empty.textContent = this.all.length === 0
      ? 'This run has no correlations: they take at least three snapshots with an accuracy.' : 'None fits what is asked for above.';
    this.rows.element.hidden = this.filtered.length === 0;
    const order = state.extra['correlations.sort'] ?? '-pearson';
    const wish = state.extra['correlations.row'];
    const isThere = wish !== undefined && this.filtered.some(row => row.id === wish);
    this.rows.show(this.columns, this.filtered, order, isThere ? wish : this.first);
    if (!isThere) {
      // Where none is chosen, the first is.
      const first = this.rows.rows[0]?.id ?? null;
      if (first !== this.first) this.rows.show(this.columns, this.filtered, order, first);
      this.first = first;
    }
    this.scatter.show(this.filtered.find(row => row.id === (isThere ? wish : this.first)) ?? null);
  }

  dispose(): void {
    this.scatter.dispose();
  }

  picture(): Picture | null {
    return this.scatter.picture();
  }

  table(): Table {
    return {
      name: `${this.page.run.id}-correlations`,
      columns: ['measure', 'variant', 'title', 'layer', 'class', 'against', 'over', 'pearson', 'spearman', 'low', 'high', 'snapshots'],
      rows: this.rows.rows.map(row => [
        row.measure, row.variant, row.title, row.layer === null ? null : row.layerName, row.className || null, row.against, row.over,
        row.pearson, row.spearman, row.interval?.[0] ?? null, row.interval?.[1] ?? null, row.snapshots,
      ]),
    };
  }

  private wanted(): CorrelationFilter {
    const { extra } = this.page.state;
    const among = (name: string, known: string[]) => known.find(value => value === extra[`correlations.${name}`]) ?? known[0] ?? '';
    const against = ['test', 'evaluated', 'running'].filter(kind => this.all.some(row => row.against === kind));
    const kind = among('against', against);
    const over = ['epochs', 'formation'].filter(span => this.all.some(row => row.over === span && row.against === kind));
    return {
      against: kind, over: among('over', over),
      layer: among('layer', ['all', 'model', ...this.run!.layers.map((_, l) => String(l))]),
      classes: extra['correlations.classes'] === 'yes', nulls: extra['correlations.nulls'] === 'yes',
      search: extra['correlations.search'] ?? '',
    };
  }

  private showControls(wanted: CorrelationFilter): void {
    for (const name of ['against', 'over', 'layer'] as const) {
      const select = this.selects.get(name);
      if (select !== undefined) select.value = wanted[name];
    }
    for (const name of ['classes', 'nulls'] as const) {
      const box = this.boxes.get(name);
      if (box !== undefined) box.checked = wanted[name];
    }
    if (this.search.value !== wanted.search) this.search.value = wanted.search;
  }

  private makeControls(run: RunDocument): void {
    this.selects.clear();
    this.boxes.clear();
    const list = (name: string, label: string, options: { value: string; text: string }[]) => {
      const made = choice(label, options, '', value => this.page.store.setExtra(`correlations.${name}`, value));
      this.selects.set(name, made.querySelector('select')!);
      return made;
    };
    const tick = (name: string, label: string) => {
      const box = element('input', {
        type: 'checkbox', change: () => this.page.store.setExtra(`correlations.${name}`, box.checked ? 'yes' : null),
      });
      this.boxes.set(name, box);
      return element('label', { class: 'tick' }, box, label);
    };
    const of = (is: (row: CorrelationRow) => boolean) => this.all.some(is);
    const kinds = ['test', 'evaluated', 'running'].filter(kind => of(row => row.against === kind));
    const hasBoth = of(row => row.over === 'epochs') && of(row => row.over === 'formation');
    this.controls.replaceChildren(...[
      this.search,
      list('against', 'Accuracy', kinds.map(kind => ({ value: kind, text: kind }))),
      hasBoth ? list('over', 'Over', [
        { value: 'epochs', text: 'ends of epochs' }, { value: 'formation', text: 'every snapshot' },
      ]) : null,
      list('layer', 'Of', [
        { value: 'all', text: 'all' }, { value: 'model', text: 'the model' },
        ...run.layers.map((layer, l) => ({ value: String(l), text: layer.name })),
      ]),
      of(row => row.class !== null) ? tick('classes', 'by class') : null,
      of(row => row.isOfNull) ? tick('nulls', 'null models') : null,
    ].filter(part => part !== null));
  }
}
