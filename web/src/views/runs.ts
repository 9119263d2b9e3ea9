import './data.css';
import type { RunSummary } from '../api.ts';
import { element } from '../dom.ts';
import { ago, filterRuns, type RunRow, runRows, STATUS, unfolded } from '../logic/run-rows.ts';
import { count, number, percent } from '../logic/words.ts';
import type { MountedView, Page, Table, View } from '../page.ts';
import { type Column, RowTable } from '../row-table.ts';

export const runs: View = {
  id: 'runs',
  title: 'Runs',
  shows: 'Every run of the folder that is served, or of this report.',
  good: 'Choose one to see it, and a second to compare.',
  method: 'Every folder with a run.json that coterie wrote, at any depth. Runs under way come first and grow while they are open. '
    + 'docs/reference/run-folder.md explains what is in a run.',
  withoutRun: true,
  mount: (host, page) => new Runs(host, page),
};

// So many are seen at once without folding.
const FEW = 20;

class Runs implements MountedView {
  readonly controls: HTMLElement;
  private readonly search = element('input', { type: 'search', placeholder: 'Name or kind', 'aria-label': 'Search' });
  private readonly fold = element('input', { type: 'checkbox' });
  private readonly foldLabel: HTMLElement;
  private readonly explain = element('p', { class: 'explain', role: 'status' });
  private readonly compared = element('p', { class: 'explain' });
  private readonly empty = element('div', { class: 'empty', hidden: true });
  private readonly list: RowTable<RunRow>;
  private readonly columns: Column<RunRow>[];
  private readonly open = new Set<string>();
  private runs: RunSummary[] | null = null;
  private rows: RunRow[] = [];
  private rowsKey = '';
  private comparedKey: string | null = null;
  private isDisposed = false;

  constructor(host: HTMLElement, private readonly page: Page) {
    this.search.addEventListener('input', () => page.store.setExtra('runs.search', this.search.value || null));
    this.fold.addEventListener('change', () => page.store.setExtra('runs.fold', this.fold.checked ? 'yes' : 'no'));
    this.foldLabel = element('label', { class: 'tick' }, this.fold, 'fold the seeds of a study');
    this.controls = element('div', { class: 'controls' }, this.search, this.foldLabel);
    this.columns = this.makeColumns();
    this.list = new RowTable<RunRow>({
      label: 'Runs', idOf: row => row.id, choosesByArrow: false,
      isFirst: row => row.sort.status === 'running', arranged: unfolded,
      chosen: row => this.chosen(row),
      ordered: order => page.store.setExtra('runs.sort', order),
    });
    host.append(element('div', { class: 'stacked' }, this.explain, this.compared, this.empty, this.list.element));
  }

  async update(): Promise<void> {
    const { page } = this;
    // The model keeps the list until a run grows, so this is a look into a map.
    const { runs } = await page.model.runs();
    if (this.isDisposed) return;
    const { state } = page;
    const search = state.extra['runs.search'] ?? '';
    const said = state.extra['runs.fold'];
    const folds = said === undefined ? runs.length > FEW : said === 'yes';
    if (this.runs === null) {
      const group = runs.find(run => run.id === state.run)?.group ?? null;
      if (group !== null) this.open.add(group);
    }
    const key = JSON.stringify([search, folds, [...this.open], state.other, state.run]);
    if (runs !== this.runs || key !== this.rowsKey) {
      this.runs = runs;
      this.rowsKey = key;
      this.rows = runRows(filterRuns(runs, search), folds, this.open);
      this.fold.checked = folds;
      this.foldLabel.hidden = !runs.some(run => run.group !== null);
      if (this.search.value !== search) this.search.value = search;
      this.showWords(runs);
    }
    this.showCompared();
    this.list.show(this.columns, this.rows, state.extra['runs.sort'] ?? '-changed', state.run === '' ? null : state.run);
  }

  dispose(): void {
    this.isDisposed = true;
  }

  table(): Table | null {
    if (this.runs === null) return null;
    return {
      name: 'runs',
      columns: ['run', 'kind', 'preset', 'network', 'status', 'seed', 'group', 'snapshots', 'epoch', 'train', 'test', 'changed', 'problem'],
      rows: filterRuns(this.runs, this.search.value).map(run => [
        run.id, run.kind, run.preset, run.network, run.status, run.seed, run.group, run.snapshots, run.epoch, run.train, run.test,
        run.changed, run.problem,
      ]),
    };
  }

  private chosen(row: RunRow): void {
    const { run } = row;
    if (run === null) {
      const group = row.sort.id;
      if (!this.open.delete(group)) this.open.add(group);
      void this.update();
    } else if (run.problem === null) {
      this.page.store.set({ run: run.id, view: 'network', time: -1, neuron: null, class: null, community: null });
    }
  }

  private compare(run: RunSummary): void {
    const { store, state } = this.page;
    store.set({ other: state.other === run.id ? '' : run.id });
  }

  private showWords(runs: readonly RunSummary[]): void {
    const shown = this.rows.reduce((sum, row) => sum + Math.max(row.seeds.length, 1), 0);
    const under = runs.filter(run => run.status === 'running').length;
    const all = `${count(runs.length, 'run')}${under > 0 ? `, ${number(under)} under way` : ''}.`;
    this.explain.textContent = shown === runs.length ? all : `${number(shown)} of ${all}`;
    this.explain.hidden = runs.length === 0;
    this.empty.hidden = shown > 0;
    this.list.element.hidden = shown === 0;
    if (runs.length > 0) this.empty.replaceChildren('No run fits the search.');
    else {
      this.empty.replaceChildren('There is no run in this folder yet. Make one that takes a minute, for example with ',
        element('code', {}, 'coterie study glyphs'), '; it appears here while it is under way.');
    }
  }

  private showCompared(): void {
    const { other, run } = this.page.state;
    const key = `${other} ${run}`;
    if (key === this.comparedKey) return;
    this.comparedKey = key;
    this.compared.hidden = other === '';
    if (other === '') return;
    const isOne = run === '' || run === other;
    const words = isOne ? `${other} is kept to be compared with the run you choose. ` : `${run} is compared with ${other}. `;
    this.compared.replaceChildren(words, element('button', { click: () => this.page.store.set({ other: '' }) }, 'End comparing'));
  }

  private makeColumns(): Column<RunRow>[] {
    return [
      { key: 'name', title: 'Name', width: '14.4rem', value: row => row.sort.id, show: row => this.nameOf(row) },
      {
        key: 'compare', title: 'Compare', width: '6.4rem', descends: true, value: row => Number(row.id === this.page.state.other),
        show: row => this.compareOf(row),
      },
      { key: 'status', title: 'Status', width: '7rem', value: row => STATUS[row.sort.status], show: row => statusOf(row) },
      {
        key: 'test', title: 'Test accuracy', width: '6.4rem', isNumber: true, descends: true, value: row => row.sort.test,
        show: row => percent(row.sort.test), description: 'At the last snapshot; of several seeds the median',
      },
      {
        key: 'train', title: 'Training accuracy', width: '6.4rem', isNumber: true, descends: true, value: row => row.sort.train,
        show: row => percent(row.sort.train), description: 'At the last snapshot; of several seeds the median',
      },
      {
        key: 'epoch', title: 'Epoch', width: '5rem', isNumber: true, descends: true, value: row => row.sort.epoch,
        show: row => number(row.sort.epoch, 3),
      },
      { key: 'snapshots', title: 'Snapshots', width: '7.4rem', isNumber: true, descends: true, value: row => row.sort.snapshots },
      { key: 'seed', title: 'Seed', width: '4.5rem', isNumber: true, value: row => row.sort.seed, show: row => seedOf(row) },
      { key: 'network', title: 'Network', width: '8.6rem', value: row => row.sort.network },
      { key: 'kind', title: 'Kind', width: '7.4rem', value: row => [row.sort.kind, row.sort.preset].filter(part => part).join(' ') },
      {
        key: 'changed', title: 'Changed', width: '9.8rem', descends: true, value: row => Date.parse(row.sort.changed),
        show: row => element('span', { title: row.sort.changed }, ago(row.sort.changed, Date.now())),
      },
    ];
  }

  private nameOf(row: RunRow): HTMLElement {
    if (row.run === null) {
      return element('button', {
        class: 'plain', 'aria-expanded': String(row.isOpen), click: () => this.chosen(row),
      }, `${row.isOpen ? '▾' : '▸'} ${row.sort.id}: ${count(row.seeds.length, 'seed')}`);
    }
    return element('span', { class: row.isInGroup ? 'in-group' : null, title: row.run.problem ?? row.run.id }, row.run.id);
  }

  private compareOf(row: RunRow): Node | string {
    const { run } = row;
    if (run === null || run.problem !== null || run.id === this.page.state.run) return '';
    return element('input', {
      type: 'checkbox', 'aria-label': `Compare with ${run.id}`, checked: run.id === this.page.state.other, change: () => this.compare(run),
    });
  }
}

function seedOf(row: RunRow): string {
  return row.run === null ? '' : row.run.seed === null ? '–' : String(row.run.seed);
}

function statusOf(row: RunRow): string {
  if (row.run !== null) return row.run.problem === null ? STATUS[row.run.status] : `cannot be opened: ${row.run.problem}`;
  const broken = row.seeds.filter(run => run.problem !== null).length;
  return broken === 0 ? STATUS[row.sort.status] : `${STATUS[row.sort.status]}, ${number(broken)} cannot be opened`;
}
