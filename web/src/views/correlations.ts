import './data.css';
import type { RunDocument, SeedsDocument } from '../api.ts';
import { choice, element } from '../dom.ts';
import { type CorrelationFilter, type CorrelationRow, correlationRows, filterCorrelations, seedRows } from '../logic/correlation-rows.ts';
import { count, number } from '../logic/words.ts';
import type { MountedView, Page, Picture, Table, View } from '../page.ts';
import { RowTable } from '../row-table.ts';
import { effectOf, OF_RUN, OF_SEEDS, RUN_TABLE, SEEDS_TABLE } from './correlations-columns.ts';
import { Scatter } from './correlations-scatter.ts';

export const correlations: View = {
  id: 'correlations',
  title: 'Correlations',
  shows: 'How each measure goes with accuracy over the snapshots of a run, or of every seed of its study.',
  good: 'An effect beyond the trend that all runs share; that trend alone makes coefficients large.',
  method: 'Pearson’s and Spearman’s coefficients over the snapshots. Two curves that both rise correlate, whatever they measure: '
    + 'with one run such a coefficient describes the course of training and proves nothing. With several seeds, the effect is how '
    + 'much more a measure correlates with the accuracy of its own run than with that of other seeds’ runs; p is how often '
    + 'accuracies dealt out anew among the seeds differ as much, adjusted for all correlations (Benjamini and Hochberg). '
    + 'docs/reference/method.md has the test and what it can and cannot say.',
  mount: (host, page) => new Correlations(host, page),
};

const CAUTION = 'Caution: a common trend alone gives large values, and nearly every measure has one with accuracy. '
  + 'Several seeds can say more.';

class Correlations implements MountedView {
  readonly controls = element('div', { class: 'controls' });
  private readonly caution = element('p', { class: 'explain' }, CAUTION);
  private readonly empty = element('p', { class: 'empty', role: 'status' });
  private readonly rows: RowTable<CorrelationRow>;
  private readonly scatter: Scatter;
  private readonly search = element('input', { type: 'search', placeholder: 'Measure or layer', 'aria-label': 'Search' });
  private readonly selects = new Map<string, HTMLSelectElement>();
  private readonly boxes = new Map<string, HTMLInputElement>();
  private run: RunDocument | null = null;
  private all: CorrelationRow[] = [];
  private filtered: CorrelationRow[] = [];
  private filteredKey = '';
  private columns = OF_RUN;
  private together: SeedsDocument | null = null;
  private isDisposed = false;
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

  async update(): Promise<void> {
    const { run, state } = this.page;
    const isOfSeeds = run.seeds.length > 1 && state.extra['correlations.runs'] !== 'one';
    const together = isOfSeeds ? await this.page.model.seeds(run.seeds[0]) : null;
    if (this.isDisposed || run !== this.page.run) return;
    if (run !== this.run || together !== this.together) {
      const isNew = run !== this.run;
      this.run = run;
      this.together = together;
      this.all = together === null ? correlationRows(run) : seedRows(run, together);
      this.filteredKey = '';
      if (isNew) this.makeControls(run);
      this.caution.textContent = together === null ? CAUTION : this.cautionOf(together);
    }
    const wanted = this.wanted();
    const key = JSON.stringify(wanted);
    if (key !== this.filteredKey) {
      this.filteredKey = key;
      this.filtered = filterCorrelations(this.all, wanted);
      // Where no row is of a class, the column is left out.
      const columns = this.together === null ? OF_RUN : OF_SEEDS;
      this.columns = columns.filter(column => column.key !== 'class' || this.filtered.some(row => row.class !== null));
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
    this.isDisposed = true;
    this.scatter.dispose();
  }

  picture(): Picture | null {
    return this.scatter.picture();
  }

  table(): Table | null {
    if (this.run === null) return null;
    const columns = this.together === null ? RUN_TABLE : SEEDS_TABLE;
    return {
      name: `${this.page.run.id}-correlations`,
      columns: columns.map(([name]) => name),
      rows: this.rows.rows.map(row => columns.map(([, of]) => of(row) ?? null)),
    };
  }

  private cautionOf(together: SeedsDocument): string {
    const seeds = together.seeds.length;
    const left = this.run!.seeds.length - seeds;
    const counted = `Over ${count(seeds, 'seed')}${left === 0 ? '' : `; ${number(left)} that got less far are left out`}. `;
    return counted + (this.all.some(row => effectOf(row)?.decides)
      ? 'A coefficient alone shows the trend that all runs share; the effect is what a run’s own accuracy adds to it.'
      : 'Whether a run’s own accuracy has more to do with a measure than that of other runs takes eight seeds.');
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
    const runs = this.selects.get('runs');
    if (runs !== undefined) runs.value = this.together === null ? 'one' : 'seeds';
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
      run.seeds.length > 1 ? list('runs', 'Over', [
        { value: 'seeds', text: `${number(run.seeds.length)} seeds` }, { value: 'one', text: 'this run' },
      ]) : null,
      hasBoth ? list('over', 'At', [
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
