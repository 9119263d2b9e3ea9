import './flow.css';
import { choice, element } from '../dom.ts';
import { textWidth } from '../logic/fit-text.ts';
import { ALONE } from '../logic/flow.ts';
import { layOut, outsideParts, type Box, type FlowLayout } from '../logic/flow-layout.ts';
import { flowMarks } from '../logic/flow-marks.ts';
import { bandWords, boxWords, shortEpoch } from '../logic/flow-words.ts';
import { thinned } from '../logic/thin.ts';
import { count, moment } from '../logic/words.ts';
import type { MountedView, Page, Picture, Table, View } from '../page.ts';
import { Roving } from '../roving.ts';
import { Tip } from '../tip.ts';
import { strataColour } from './flow-colours.ts';
import { flowTable, nameOf, readFlow, shortNameOf, type By, type FlowData, type Outside } from './flow-data.ts';
import { FlowDrawing } from './flow-drawing.ts';
import { legendOf, FlowFoot, notesOf } from './flow-foot.ts';
import { pictureOf } from './flow-picture.ts';
import { methodTitle } from './method-title.ts';

const LEAST_HEIGHT = 300;
// Between columns: as many are chosen as there is room for, a little less before they scroll.
const PITCH = 48;
const LEAST_PITCH = 42;
const LEAST_COLUMNS = 12;
const BAR = 18;
const TOP = 34;
const BOTTOM = 14;

const HINT = 'A click keeps them lit until Escape.';

export const flow: View = {
  id: 'flow',
  title: 'Flow',
  shows: 'How neurons move between communities or classes from snapshot to snapshot. The width of a ribbon is its number of neurons.',
  good: 'Wide straight ribbons mean communities that last.',
  method: 'Communities are those of the chosen method at each snapshot. A community goes on as the one of the next snapshot that '
    + 'shares most neurons with it, if at least a third of those in either are in both; it keeps its letter and colour then. '
    + 'Neurons that represent no class are outside the graph; dead ones are zero on every sample. More in docs/reference/method.md.',
  mount: (host, page) => new FlowView(host, page),
};

class FlowView implements MountedView {
  readonly controls: HTMLElement;
  private readonly by: HTMLLabelElement;
  private readonly method: HTMLLabelElement;
  private readonly outside: HTMLLabelElement;
  private readonly which: HTMLLabelElement;
  private readonly scroll = element('div', { class: 'flow-scroll' });
  private readonly foot = new FlowFoot(key => this.selectKey(key));
  private readonly empty = element('p', { class: 'empty', hidden: true });
  private readonly tip = new Tip();
  private readonly roving = new Roving(true);
  private data: FlowData | null = null;
  private layout: FlowLayout | null = null;
  private drawing: FlowDrawing | null = null;
  private drawn = '';
  private emphasised: unknown[] = [];
  private layer = '';
  // Neurons that stay lit until Escape; what other views lit when this one was opened, too.
  private kept: ReadonlySet<number>;
  private hovered = '';

  constructor(private readonly host: HTMLElement, private readonly page: Page) {
    this.kept = page.lit;
    this.releaseOnEscape();
    const extra = (name: string, start: string) => (value: string) => page.store.setExtra(name, value === start ? null : value);
    this.by = choice('Between', [
      { value: 'community', text: 'communities' },
      { value: 'class', text: 'classes, or shared' },
      { value: 'strongest', text: 'strongest classes' },
    ], this.chosenBy, extra('flow.by', 'community'));
    this.method = choice('by', page.run.methods.map(method => ({ value: method, text: methodTitle(page.run, method) })),
      page.state.method, method => page.store.set({ method, community: null }));
    this.outside = choice('Outside the graph', [
      { value: 'smaller', text: 'smaller' }, { value: 'full', text: 'to scale' }, { value: 'none', text: 'left out' },
    ], this.chosenOutside, extra('flow.outside', 'smaller'));
    this.which = choice('Snapshots', [{ value: 'fit', text: 'as many as fit' }, { value: 'all', text: 'all' }],
      page.state.extra['flow.snapshots'] ?? 'fit', extra('flow.snapshots', 'fit'));
    this.controls = element('div', { class: 'controls' }, this.by, this.method, this.outside, this.which);
    host.append(element('div', { class: 'flow' }, this.empty, this.scroll, this.foot.element), this.tip.element);
    this.scroll.addEventListener('pointerover', event => this.pointed(event));
    this.scroll.addEventListener('pointermove', event => this.pointed(event));
    this.scroll.addEventListener('pointerleave', event => {
      if (event.pointerType !== 'touch') this.left();
    });
    this.scroll.addEventListener('focusin', event => this.focused(event));
    this.scroll.addEventListener('focusout', () => this.left());
    this.scroll.addEventListener('click', event => this.chosen(event.target as Element));
    this.scroll.addEventListener('keydown', event => this.typed(event));
  }

  async update(): Promise<void> {
    this.select();
    const key = this.key;
    const layer = `${this.page.run.id} ${this.page.state.layer}`;
    if (this.layer !== layer) {
      // Numbers of neurons mean others in another layer.
      if (this.layer !== '' && this.kept.size > 0) this.keep(new Set());
      this.layer = layer;
    }
    if (this.data?.key !== key) {
      if (this.data === null) this.say('Reading the snapshots …');
      const read = await readFlow(this.page, this.chosenBy, this.columns(), key);
      // The page has moved on meanwhile; it is drawn again anyway.
      if (key !== this.key) return;
      this.data = read;
    }
    this.draw(this.data);
  }

  dispose(): void {
    this.tip.hide();
  }

  picture(): Picture | null {
    if (this.data === null || this.drawing === null) return null;
    const { run, state, theme } = this.page;
    const layer = run.layers[state.layer].name;
    const svg = this.drawing.element;
    return pictureOf(`${run.id}-${layer}-flow`, this.title(), svg,
      { width: Number(svg.getAttribute('width')), height: Number(svg.getAttribute('height')) },
      legendOf(this.data, this.chosenOutside, theme), notesOf(this.data, this.chosenOutside), theme);
  }

  table(): Table | null {
    if (this.data === null) return null;
    const { run, state } = this.page;
    return flowTable(this.data, `${run.id}-${run.layers[state.layer].name}-flow`);
  }

  private get chosenBy(): By {
    const by = this.page.state.extra['flow.by'];
    return by === 'class' || by === 'strongest' ? by : 'community';
  }

  private get chosenOutside(): Outside {
    const outside = this.page.state.extra['flow.outside'];
    return outside === 'full' || outside === 'none' ? outside : 'smaller';
  }

  private get roomForColumns(): number {
    const margins = 2 * 90;
    return Math.max(LEAST_COLUMNS, Math.floor((this.width - margins) / PITCH) + 1);
  }

  private get width(): number {
    return this.host.clientWidth;
  }

  // The controls say what the address says.
  private select(): void {
    const { state, run } = this.page;
    this.by.querySelector('select')!.value = this.chosenBy;
    this.method.querySelector('select')!.value = state.method;
    this.outside.querySelector('select')!.value = this.chosenOutside;
    this.which.querySelector('select')!.value = state.extra['flow.snapshots'] ?? 'fit';
    this.method.hidden = this.chosenBy !== 'community' || run.methods.length < 2;
    this.which.hidden = run.snapshots.length <= this.roomForColumns;
  }

  private columns(): number[] {
    const { run, snapshot, state } = this.page;
    const many = run.snapshots.length;
    return thinned(many, state.extra['flow.snapshots'] === 'all' ? many : this.roomForColumns, snapshot);
  }

  // What the data depend on.
  private get key(): string {
    const { run, state } = this.page;
    return JSON.stringify([run.id, run.snapshots.length, state.layer, state.method, this.chosenBy, this.columns()]);
  }

  private say(words: string): void {
    this.empty.textContent = words;
    this.empty.hidden = false;
    this.scroll.hidden = true;
    this.foot.element.hidden = true;
    this.drawing = null;
    this.drawn = '';
  }

  private draw(data: FlowData): void {
    if (data.by === 'community' && data.history === null) {
      this.say('This run looked for no communities. Choose classes above, or let it apply a method such as Louvain.');
      return;
    }
    if (data.layers.every(layer => layer.neurons.length === 0)) {
      this.say('No neuron represents a class at any of these snapshots, so there are no communities of neurons to follow.');
      return;
    }
    if (!this.empty.hidden) [this.empty.hidden, this.scroll.hidden, this.foot.element.hidden] = [true, false, false];
    const { page } = this;
    const { theme } = page;
    this.foot.show(data, page.snapshot, page.state.neuron, this.selectedKey, this.chosenOutside, theme);
    const height = Math.max(LEAST_HEIGHT, this.roomForHeight());
    const drawn = [data.key, this.width, height, this.chosenOutside, theme.dark, theme.font].join(' ');
    if (this.drawn !== drawn) {
      this.drawn = drawn;
      this.emphasised = [];
      this.drawAll(data, height);
    }
    const selected = this.selectedKey;
    // One that is in no column would only dim the others.
    const key = this.layout!.boxes.some(boxes => boxes.some(box => box.key === selected)) ? selected : null;
    const emphasised = [data.snapshots.indexOf(page.snapshot), page.lit, page.state.neuron, key];
    if (emphasised.every((part, k) => part === this.emphasised[k])) return;
    if (emphasised[0] !== this.emphasised[0]) this.intoSight(data);
    this.emphasised = emphasised;
    this.drawing!.emphasise({ present: data.snapshots.indexOf(page.snapshot), lit: page.lit, neuron: page.state.neuron, key });
  }

  private roomForHeight(): number {
    const forScrollBar = this.scroll.scrollWidth > this.scroll.clientWidth ? 14 : 0;
    return this.host.clientHeight - this.foot.element.offsetHeight - forScrollBar - 2;
  }

  private get selectedKey(): number | null {
    return this.chosenBy === 'community' ? this.page.state.community : this.page.state.class;
  }

  private drawAll(data: FlowData, height: number): void {
    const { run, theme } = this.page;
    const { flow, snapshots, history } = data;
    const moments = snapshots.map(snapshot => moment(run.snapshots[snapshot]));
    const marginOf = (column: number) => Math.ceil(Math.max(40, 14 + Math.max(0, ...flow.columns[column]
      .filter(({ key }) => this.chosenOutside !== 'none' || key >= ALONE)
      .map(({ key, neurons }) => textWidth(`${shortNameOf(data, key)}: ${neurons.length}`, 11)))));
    const [left, right] = [marginOf(0), marginOf(flow.columns.length - 1)];
    const many = snapshots.length;
    const plot = Math.max(this.width - left - right, LEAST_PITCH * (many - 1) + BAR);
    const pitch = many === 1 ? plot : (plot - BAR) / (many - 1);
    const isRoomy = Math.max(...moments.map(words => textWidth(words, 11))) + 4 <= pitch;
    const outside = { smaller: 1 / outsideParts(flow), full: 1, none: 0 }[this.chosenOutside];
    this.layout = layOut(flow, { x: left, y: TOP, width: plot, height: height - TOP - BOTTOM, bar: BAR, gap: 5, outside });
    this.drawing = new FlowDrawing({
      layout: this.layout, width: left + plot + right, height, top: TOP, pitch, moments,
      headings: isRoomy ? moments : snapshots.map(snapshot => shortEpoch(run.snapshots[snapshot].epoch)),
      unit: isRoomy ? '' : 'epoch',
      marks: data.by === 'community' ? flowMarks(history!, snapshots, run.snapshots.length) : [],
      colour: key => strataColour(key, theme, data.by === 'community' ? history : null),
      name: key => shortNameOf(data, key), hasLetters: data.by === 'community',
      boxLabel: box => boxWords(box, this.bandsAt(box), key => nameOf(data, key), moments).join('; '),
      theme,
    }, `${this.title()}, ${count(many, 'snapshot')}`);
    const { element: drawn, columns } = this.drawing;
    this.roving.take(columns, () => this.scroll.replaceChildren(drawn));
  }

  private bandsAt(box: Box) {
    return this.layout!.bands.filter(band => band.from === box || band.to === box);
  }

  // Scrolls only sideways, and only if the present column is out of sight.
  private intoSight(data: FlowData): void {
    const present = data.snapshots.indexOf(this.page.snapshot);
    const box = this.layout!.boxes[present]?.[0];
    if (box === undefined) return;
    const { scrollLeft, clientWidth } = this.scroll;
    if (box.x < scrollLeft + 40 || box.x > scrollLeft + clientWidth - 60) this.scroll.scrollLeft = box.x - clientWidth / 2;
  }

  private title(): string {
    const { run, state } = this.page;
    const between = {
      community: `communities (${methodTitle(run, state.method)})`, class: 'classes', strongest: 'strongest classes',
    }[this.chosenBy];
    return `${run.id}, ${run.layers[state.layer].name}: neurons between ${between}`;
  }

  private selectKey(key: number): void {
    const chosen = key === this.selectedKey ? null : key;
    this.page.store.set(this.chosenBy === 'community' ? { community: chosen } : { class: chosen });
  }

  private pointed(event: PointerEvent): void {
    const found = this.foundAt(event.target as Element);
    if (found === null) {
      this.left();
      return;
    }
    this.tip.show(found.lines, event.clientX, event.clientY);
    if (this.hovered === found.id) return;
    this.hovered = found.id;
    this.page.light(found.neurons ?? this.kept);
  }

  private left(): void {
    this.tip.hide();
    if (this.hovered === '') return;
    this.hovered = '';
    this.page.light(this.kept);
  }

  private focused(event: FocusEvent): void {
    const target = event.target as Element;
    this.roving.focused(target);
    if (!target.matches(':focus-visible')) return;
    const found = this.foundAt(target);
    if (found === null) return;
    const { right, top } = target.getBoundingClientRect();
    this.tip.show(found.lines, right, top);
    this.hovered = found.id;
    this.page.light(found.neurons ?? this.kept);
  }

  /** What is under the pointer or has the focus: a column, a stratum or a ribbon. */
  private foundAt(target: Element): { id: string; lines: string[]; neurons: number[] | null; box?: Box; column?: number } | null {
    const { run } = this.page;
    const part = target.closest<SVGElement>('[data-column], [data-box], [data-band]');
    if (part === null || this.data === null || this.layout === null) return null;
    const moments = this.data.snapshots.map(snapshot => moment(run.snapshots[snapshot]));
    const name = (key: number) => nameOf(this.data!, key);
    const { column, box, band } = part.dataset;
    if (column !== undefined) {
      const words = part.getAttribute('aria-label')!.split('; ');
      return { id: `column ${column}`, lines: [words[0], ...words.slice(1, 9)], neurons: null, column: Number(column) };
    }
    if (box !== undefined) {
      const [c, key] = box.split(' ').map(Number);
      const found = this.layout.boxes[c].find(known => known.key === key)!;
      const marks = this.data.by !== 'community' ? [] : flowMarks(this.data.history!, this.data.snapshots, run.snapshots.length)
        .filter(mark => mark.column === c && mark.key === key).map(mark => mark.words);
      const lines = [...boxWords(found, this.bandsAt(found), name, moments), ...marks];
      return { id: `box ${box}`, lines, neurons: found.neurons, box: found };
    }
    const ribbon = this.layout.bands[Number(band)];
    return { id: `band ${band}`, lines: [bandWords(ribbon, name, moments), HINT], neurons: ribbon.neurons };
  }

  private chosen(target: Element): void {
    const found = this.foundAt(target);
    if (found === null) {
      // Beside the picture, as Escape does.
      if (this.kept.size > 0) this.keep(new Set());
      return;
    }
    if (found.column !== undefined) this.page.store.set({ time: this.data!.snapshots[found.column] });
    else if (found.box !== undefined && found.box.key >= 0) this.selectKey(found.box.key);
    else this.keep(new Set(found.neurons));
  }

  // Until Escape, also in other views.
  private keep(neurons: ReadonlySet<number>): void {
    this.kept = neurons;
    this.page.light(neurons);
    this.releaseOnEscape();
  }

  private releaseOnEscape(): void {
    const kept = this.kept;
    if (kept.size === 0) return;
    const release = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      document.removeEventListener('keydown', release);
      if (this.kept === kept) this.keep(new Set());
    };
    document.addEventListener('keydown', release);
  }

  private typed(event: KeyboardEvent): void {
    if (this.roving.key(event)) return;
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    this.chosen(event.target as Element);
  }
}
