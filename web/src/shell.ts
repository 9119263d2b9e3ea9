import type { RunDocument, RunSummary } from './api.ts';
import type { Documents } from './documents.ts';
import { choice, element } from './dom.ts';
import { count, percent } from './logic/words.ts';
import type { Model } from './model.ts';
import type { MountedView, Page, View } from './page.ts';
import { saveFilm } from './save.ts';
import { SaveMenu } from './save-menu.ts';
import type { State, Store } from './store.ts';
import { currentTheme, toggleTheme } from './theme.ts';
import { TimeLine } from './time-line.ts';
import { views } from './views/index.ts';

interface Option {
  value: string;
  text: string;
}

/** The frame of the page: header, tabs, the view, the time line. It gives views the run, the state and the lit neurons. */
export class Shell implements Page {
  run!: RunDocument;
  theme = currentTheme();
  lit: ReadonlySet<number> = new Set();

  private runs: RunSummary[] = [];
  private view: View | null = null;
  private mounted: MountedView | null = null;
  // Counts the loads of runs, so that an answer that comes late is not taken.
  private load = 0;
  private drawing: MountedView | null = null;
  private isStale = false;
  private growing: Promise<void> = Promise.resolve();

  private readonly header = element('header', {});
  private readonly status = element('span', { class: 'status' });
  private headerKey = '';
  private saving: SaveMenu | null = null;
  private framed: { view: View; mounted: MountedView | null; hasRun: boolean } | null = null;
  private readonly tabs = element('nav', { 'aria-label': 'Views' });
  private readonly about = element('details', { class: 'about' });
  private readonly toolbar = element('div', { class: 'toolbar' });
  private readonly host = element('div', { class: 'host' });
  private readonly message = element('p', { class: 'message', role: 'status', hidden: true });
  private readonly timeLine: TimeLine;

  constructor(
    private readonly root: HTMLElement, readonly store: Store, readonly model: Model, private readonly documents: Documents,
  ) {
    this.timeLine = new TimeLine(this);
  }

  get state(): Readonly<State> {
    return this.store.state;
  }

  // The chosen run may still be on its way.
  private get hasRun(): boolean {
    return this.state.run !== '' && this.run?.id === this.state.run;
  }

  get snapshot(): number {
    const last = this.run.snapshots.length - 1;
    return this.state.time < 0 ? last : Math.min(Math.round(this.state.time), last);
  }

  light(neurons: Iterable<number>): void {
    this.lit = new Set(neurons);
    this.draw();
  }

  async start(): Promise<void> {
    const main = element('main', {}, this.about, this.toolbar, this.message, this.host);
    this.root.append(this.header, this.tabs, main, this.timeLine.element);
    this.store.subscribe((state, before) => void this.changed(state, before));
    // One after the other: an answer that overtakes another would make a run shorter again.
    this.documents.listen(change => {
      this.growing = this.growing.then(() => this.grew(change.run));
    });
    new ResizeObserver(() => this.draw()).observe(this.host);
    new MutationObserver(() => {
      this.theme = currentTheme();
      this.draw();
    }).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    document.addEventListener('keydown', event => this.timeLine.key(event));
    try {
      this.runs = (await this.model.runs()).runs;
    } catch (problem) {
      this.say(problem);
      return;
    }
    const isKnown = this.runs.some(run => run.id === this.state.run);
    if (!isKnown && this.runs.length === 1) this.store.set({ run: this.runs[0].id });
    else if (!isKnown) this.store.set({ run: '', view: 'runs' });
    else await this.open();
  }

  private async changed(state: State, before: State): Promise<void> {
    if (state.run !== before.run) {
      await this.open();
      return;
    }
    if (state.view !== before.view) this.show();
    else if (state.layer !== before.layer || state.method !== before.method) this.frame();
    this.draw();
  }

  private async open(): Promise<void> {
    const load = ++this.load;
    if (this.state.run !== '') {
      try {
        const run = await this.model.run(this.state.run);
        if (load !== this.load) return;
        this.run = run;
      } catch (problem) {
        if (load === this.load) this.say(problem);
        return;
      }
      if (this.state.layer >= this.run.layers.length) this.store.set({ layer: 0 });
      const { methods } = this.run;
      if (methods.length > 0 && !methods.includes(this.state.method)) this.store.set({ method: methods[0] });
    }
    this.show();
  }

  private async grew(run: string): Promise<void> {
    try {
      await this.model.grew(run);
      this.runs = (await this.model.runs()).runs;
      if (run === this.state.run) {
        const isFirst = this.run === undefined || this.run.snapshots.length === 0;
        if (isFirst) return await this.open();
        this.run = await this.model.run(run);
      }
    } catch (problem) {
      this.say(problem);
      return;
    }
    this.frame();
    this.draw();
  }

  private show(): void {
    const wanted = views.find(view => view.id === this.state.view) ?? views[0];
    const view = !this.hasRun && !wanted.withoutRun ? views.find(known => known.withoutRun)! : wanted;
    this.mounted?.dispose();
    this.mounted = null;
    this.host.replaceChildren();
    this.message.hidden = true;
    this.view = view;
    if (view.withoutRun || this.run.snapshots.length > 0) this.mounted = view.mount(this.host, this);
    else this.host.append(element('p', { class: 'empty' }, 'This run has no snapshot yet. It appears here as soon as it has one.'));
    this.frame();
    this.draw();
  }

  // Header, tabs, toolbar and time line: all but the view. While a run grows, what says nothing new stays, and so does a menu that is open.
  private frame(): void {
    const { view, mounted, hasRun } = this;
    // A run that is opened first may correct the state before there is a view.
    if (view === null) return;
    document.title = hasRun ? `${this.state.run} · ${view.title} · Coterie` : 'Coterie';
    this.showHeader();
    if (this.framed?.view !== view || this.framed.hasRun !== hasRun) {
      this.showTabs();
      this.about.replaceChildren(
        element('summary', {}, `${view.shows} ${view.good} `, element('span', { class: 'how' }, 'How it is made')),
        element('p', {}, view.method),
      );
    }
    if (this.framed?.mounted !== mounted) {
      const canSave = mounted !== null && (mounted.picture || mounted.frame || mounted.table);
      this.saving = canSave ? new SaveMenu(mounted, () => this.film(mounted), problem => this.say(problem)) : null;
      this.toolbar.replaceChildren(...[mounted?.controls ?? null, this.saving?.element ?? null].filter(part => part !== null));
    }
    this.framed = { view, mounted, hasRun };
    this.timeLine.show(mounted !== null && !view.withoutRun);
  }

  private showTabs(): void {
    this.tabs.replaceChildren(...views.filter(known => this.hasRun || known.withoutRun).map(known => element('a', {
      href: '#',
      'aria-current': known === this.view ? 'page' : null,
      click: event => {
        event.preventDefault();
        this.store.set({ view: known.id });
      },
    }, known.title)));
  }

  private showHeader(): void {
    const { hasRun } = this;
    this.status.textContent = hasRun ? this.statusWords() : '';
    const runs = this.runChoices();
    const layers = hasRun ? this.run.layers.map((layer, l) => ({ value: `${l}`, text: layer.name })) : [];
    const key = JSON.stringify([this.runs.length > 1 ? runs : this.state.run, layers]);
    if (key !== this.headerKey) this.makeHeader(runs, layers);
    this.headerKey = key;
    // A list that is made anew loses the focus, so its value alone is set.
    const values = [...this.runs.length > 1 ? [this.state.run] : [], ...hasRun ? [`${this.state.layer}`] : []];
    this.header.querySelectorAll('select').forEach((list, k) => {
      list.value = values[k];
    });
  }

  private makeHeader(runs: Option[], layers: Option[]): void {
    this.header.replaceChildren(...[
      element('h1', { class: 'brand' }, 'Coterie'),
      this.runs.length > 1 ? choice('Run', runs, this.state.run, run => this.store.set({
        run, time: -1, neuron: null, class: null, community: null,
      })) : element('span', { class: 'run-name' }, this.state.run),
      layers.length > 0 ? choice('Layer', layers, `${this.state.layer}`,
        layer => this.store.set({ layer: Number(layer), neuron: null, community: null })) : null,
      this.status,
      element('button', { class: 'theme', click: () => toggleTheme(), title: 'Light or dark', 'aria-label': 'Light or dark' }, '◐'),
    ].filter(part => part !== null));
  }

  private runChoices(): Option[] {
    const readable = this.runs.filter(run => run.problem === null);
    return [{ value: '', text: 'Choose a run' }, ...readable.map(run => ({ value: run.id, text: run.id }))];
  }

  private statusWords(): string {
    const summary = this.runs.find(run => run.id === this.state.run);
    const accuracy = summary?.test ?? summary?.train ?? null;
    const status = { running: 'under way', stopped: 'stopped', complete: 'complete' }[this.run.status];
    const parts = [count(this.run.snapshots.length, 'snapshot'), status];
    if (accuracy !== null) parts.push(`${summary?.test === null ? 'training' : 'test'} accuracy ${percent(accuracy)}`);
    return parts.join(', ');
  }

  private async film(mounted: MountedView): Promise<void> {
    const canvas = element('canvas', { width: 1280, height: 720 });
    const last = this.run.snapshots.length - 1;
    const framesBetween = 24;
    await saveFilm(`${this.state.run}-${this.run.layers[this.state.layer].name}`, canvas, last * framesBetween + framesBetween,
      frame => mounted.frame!(Math.min(frame / framesBetween, last), canvas));
  }

  // One drawing of a view at a time; what changes meanwhile is drawn after it. Another view does not wait for it.
  private draw(): void {
    const { mounted } = this;
    if (mounted === null || !(this.hasRun || this.view!.withoutRun)) return;
    this.timeLine.update();
    if (this.drawing === mounted) {
      this.isStale = true;
      return;
    }
    this.drawing = mounted;
    this.isStale = false;
    Promise.resolve()
      .then(() => mounted.update())
      .then(() => {
        if (mounted !== this.mounted) return;
        this.message.hidden = true;
        this.saving?.update();
      }, problem => {
        if (mounted === this.mounted) this.say(problem);
      })
      .finally(() => {
        if (mounted !== this.drawing) return;
        this.drawing = null;
        if (this.isStale) this.draw();
      });
  }

  private say(problem: unknown): void {
    this.message.hidden = false;
    this.message.textContent = problem instanceof Error ? problem.message : String(problem);
    if (!(problem instanceof Error) || problem instanceof TypeError) console.error(problem);
  }
}
