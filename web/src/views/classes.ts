import './classes.css';
import type { CommunityHistory, LayerSnapshot } from '../api.ts';
import { choice, element, svg } from '../dom.ts';
import { communityRows, heldNeurons, mostShared, rowChanges, sharedNeurons, type CommunityRow } from '../logic/class-matrices.ts';
import { aloneWords, changeWords, heldWords, overlapWords } from '../logic/class-words.ts';
import { amountColour, categoryColour, differenceColour } from '../logic/colours.ts';
import { trackColour } from '../logic/track-colours.ts';
import { communitySizes } from '../logic/community-sizes.ts';
import { ALONE } from '../logic/flow.ts';
import { sizesAt } from '../logic/tracks.ts';
import { count, moment, number } from '../logic/words.ts';
import type { MountedView, Page, Picture, Table, View } from '../page.ts';
import { Tip } from '../tip.ts';
import { BarsDrawing } from './classes-bars.ts';
import { LinesDrawing, type Line } from './classes-lines.ts';
import { MatrixDrawing } from './classes-matrix.ts';
import { Panel } from './classes-panel.ts';
import { classesTable } from './classes-table.ts';
import { pictureOf } from './flow-picture.ts';
import { methodTitle } from './method-title.ts';

const MOST_CLASSES = 100;
const SHOWN_OF_TOO_MANY = 40;
const MOST_IN_HALF = 12;
const MOST_BARS = 30;

/** What the view shows, read for one snapshot. */
interface Data {
  key: string;
  snapshot: number;
  layer: LayerSnapshot;
  first: LayerSnapshot;
  history: CommunityHistory | null;
  rows: CommunityRow[];
  firstRows: CommunityRow[];
}

export const classes: View = {
  id: 'classes',
  title: 'Classes',
  shows: 'How classes share the neurons that represent them, and which communities hold those neurons.',
  good: 'Few shared neurons, and each class in a community of its own or of classes like it.',
  method: 'The first matrix counts neurons that represent two classes (Table 2 of Mostafa and Mondal), the second those of a '
    + 'class in each community. Mutual information says how far communities and classes agree, from 0, nothing in common, to '
    + '1, the same; it is normalised by the mean of both entropies. More in docs/reference/method.md.',
  mount: (host, page) => new ClassesView(host, page),
};

class ClassesView implements MountedView {
  readonly controls: HTMLElement;
  private readonly overlapChoice: HTMLLabelElement;
  private readonly changeChoice: HTMLLabelElement;
  private readonly methodChoice: HTMLLabelElement;
  private readonly empty = element('p', { class: 'empty' }, 'Reading the snapshot …');
  private readonly overlap = new MatrixDrawing();
  private readonly held = new MatrixDrawing();
  private readonly numberOf = new LinesDrawing();
  private readonly averageSize = new LinesDrawing();
  private readonly bars = new BarsDrawing();
  private readonly information = new LinesDrawing();
  private readonly overlapPanel = new Panel('Neurons that two classes share', this.overlap.element);
  private readonly heldPanel = new Panel('Classes in communities', this.held.element);
  private readonly sizesPanel = new Panel('Number and size of communities', this.numberOf.element, this.averageSize.element);
  private readonly barsPanel = new Panel('Communities at this snapshot', this.bars.element);
  private readonly informationPanel = new Panel('Normalised mutual information of communities', this.information.element);
  private readonly panels = [this.overlapPanel, this.heldPanel, this.sizesPanel, this.informationPanel, this.barsPanel];
  private readonly body = element('div', { class: 'classes', hidden: true }, ...this.panels.map(panel => panel.element));
  private readonly tip = new Tip();
  private data: Data | null = null;
  // Rows and columns of the matrices as they are drawn.
  private shown: number[] = [];
  private rows: CommunityRow[] = [];
  private drawn = '';
  private hovered = '';

  constructor(host: HTMLElement, private readonly page: Page) {
    const extra = (name: string, start: string) => (value: string) => page.store.setExtra(name, value === start ? null : value);
    this.overlapChoice = choice('Shared by two classes', [
      { value: 'all', text: 'and any others' }, { value: 'exclusive', text: 'and no other' },
    ], 'all', extra('classes.overlap', 'all'));
    this.changeChoice = choice('In communities', [
      { value: 'now', text: 'now' }, { value: 'change', text: 'change since the first' },
    ], 'now', extra('classes.communities', 'now'));
    this.methodChoice = choice('by', page.run.methods.map(method => ({ value: method, text: methodTitle(page.run, method) })),
      page.state.method, method => page.store.set({ method, community: null }));
    this.controls = element('div', { class: 'controls' }, this.overlapChoice, this.changeChoice, this.methodChoice);
    host.append(this.empty, this.body, this.tip.element);
    this.body.addEventListener('pointerover', event => this.pointed(event.target as Element, event.clientX, event.clientY));
    this.body.addEventListener('pointermove', event => this.pointed(event.target as Element, event.clientX, event.clientY));
    this.body.addEventListener('pointerleave', event => {
      if (event.pointerType !== 'touch') this.left();
    });
    this.body.addEventListener('focusout', () => this.left());
    this.body.addEventListener('focusin', event => {
      const target = event.target as Element;
      if (!target.matches(':focus-visible')) return;
      const { right, bottom } = target.getBoundingClientRect();
      this.pointed(target, right - 8, bottom - 8);
    });
    this.body.addEventListener('click', event => this.chosen(event.target as Element, event.clientX));
    this.body.addEventListener('keydown', event => {
      if ((event.key !== 'Enter' && event.key !== ' ') || !(event.target as Element).closest('svg')) return;
      event.preventDefault();
      event.stopPropagation();
      this.chosen(event.target as Element, 0);
    });
  }

  async update(): Promise<void> {
    const { run, state, snapshot, model } = this.page;
    this.overlapChoice.querySelector('select')!.value = this.isExclusive ? 'exclusive' : 'all';
    this.changeChoice.querySelector('select')!.value = this.isChange ? 'change' : 'now';
    this.methodChoice.querySelector('select')!.value = state.method;
    this.methodChoice.hidden = run.methods.length < 2;
    this.changeChoice.hidden = run.methods.length === 0;
    const key = JSON.stringify([run.id, run.snapshots.length, state.layer, state.method, snapshot]);
    if (this.data?.key !== key) {
      const [layer, first, history] = await Promise.all([
        model.layer(run.id, state.layer, snapshot),
        model.layer(run.id, state.layer, 0),
        run.methods.includes(state.method) ? model.communities(run.id, state.layer, state.method) : null,
      ]);
      // The page has moved on meanwhile; it is drawn again anyway.
      if (run !== this.page.run || state.layer !== this.page.state.layer || state.method !== this.page.state.method) return;
      this.data = {
        key, snapshot, layer, first, history,
        rows: history === null ? [] : communityRows(layer, state.method, history, snapshot),
        firstRows: history === null ? [] : communityRows(first, state.method, history, 0),
      };
    }
    this.draw(this.data);
  }

  dispose(): void {
    this.tip.hide();
  }

  picture(): Picture | null {
    const { data, page } = this;
    if (data === null || this.body.hidden) return null;
    const { run, state, theme } = page;
    const whole = svg('g', {});
    let [width, y] = [0, 0];
    for (const panel of this.panels.filter(({ element: { hidden } }) => !hidden)) {
      whole.append(svg('text', { x: 0, y: y + 14, 'font-size': 14, 'font-weight': 700 }, panel.title));
      y += 26;
      for (const drawing of panel.drawings) {
        const copy = drawing.cloneNode(true) as SVGSVGElement;
        copy.setAttribute('y', `${y}`);
        whole.append(copy);
        width = Math.max(width, Number(drawing.getAttribute('width')));
        y += Number(drawing.getAttribute('height')) + 10;
      }
      y += 14;
    }
    const layer = run.layers[state.layer].name;
    return pictureOf(`${run.id}-${layer}-classes`, `${run.id}, ${layer}, ${moment(run.snapshots[data.snapshot])}: classes and communities`,
      svg('svg', { width, height: y }, whole), { width, height: y }, [],
      this.panels.filter(panel => !panel.element.hidden).map(panel => `${panel.title}: ${panel.words}`), theme);
  }

  table(): Table | null {
    if (this.data === null) return null;
    const { layer, history, rows, firstRows, snapshot } = this.data;
    return classesTable(this.page.run, this.page.state.layer, snapshot, layer, history, rows, rowChanges(rows, firstRows));
  }

  private get isExclusive(): boolean {
    return this.page.state.extra['classes.overlap'] === 'exclusive';
  }

  private get isChange(): boolean {
    return this.page.state.extra['classes.communities'] === 'change';
  }

  private draw(data: Data): void {
    const { run, state, theme } = this.page;
    const isEmpty = data.layer.representatives.every(list => list.length === 0);
    this.body.hidden = isEmpty;
    this.empty.hidden = !isEmpty;
    if (isEmpty) {
      this.drawn = '';
      this.empty.textContent = `No neuron represents a class at ${moment(run.snapshots[data.snapshot])}: none has a mean above 0.`;
      return;
    }
    const room = this.body.clientWidth;
    const drawn = JSON.stringify([data.key, this.isExclusive, this.isChange, state.class, state.community, room, theme]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.shown = this.classesShown(data.layer);
    const isWide = this.shown.length > MOST_IN_HALF;
    this.overlapPanel.element.classList.toggle('wide', isWide);
    this.heldPanel.element.classList.toggle('wide', isWide);
    const hasCommunities = data.history !== null;
    for (const panel of this.panels.slice(1)) panel.element.hidden = !hasCommunities;
    // Before anything is drawn, so that the browser lays out the page once.
    for (const panel of this.panels) panel.measure();
    this.drawOverlap(data);
    if (!hasCommunities) {
      this.overlapPanel.say(`${this.overlapPanel.words} This run looked for no communities, so nothing is said of them here.`);
      return;
    }
    this.drawHeld(data);
    this.drawCommunities(data, data.history!);
  }

  private classesShown(layer: LayerSnapshot): number[] {
    const many = layer.representatives.length;
    const shown = mostShared(layer.intersections, many > MOST_CLASSES ? SHOWN_OF_TOO_MANY : many);
    const chosen = this.page.state.class;
    if (chosen === null || chosen >= many || shown.includes(chosen)) return shown;
    return [...shown, chosen].sort((a, b) => a - b);
  }

  private get thinning(): string {
    const many = this.page.run.classes.length;
    return this.shown.length === many ? '' : ` Of ${number(many)} classes the ${this.shown.length} that share most neurons are shown.`;
  }

  private drawOverlap({ layer, snapshot }: Data): void {
    const { run, state, theme } = this.page;
    const from = this.isExclusive ? layer.overlap : layer.intersections;
    const values = this.shown.map(i => this.shown.map(j => from[i][j]));
    const largest = Math.max(1, ...values.flat());
    const names = this.shown.map(c => run.classes[c]);
    const rowWords = (r: number) => this.classWords(layer, this.shown[r]);
    this.overlapPanel.say(`${upper(moment(run.snapshots[snapshot]))}. How many neurons represent both classes`
      + `${this.isExclusive ? ' and no other' : ''}; on the diagonal those of one class alone.${this.thinning}`);
    this.overlap.draw({
      label: this.overlapPanel.title, rows: names, columns: names, values,
      colour: value => amountColour(value / largest, theme.surface, theme.dark),
      rowColours: this.shown.map(c => categoryColour(c)),
      rowSelected: this.shown.indexOf(state.class ?? -1), columnSelected: this.shown.indexOf(state.class ?? -1),
      range: [0, largest], unit: 'neurons', tallest: 32,
      words: (r, c) => this.overlapCell(layer, this.shown[r], this.shown[c]), rowWords, columnWords: rowWords,
    }, this.overlapPanel.room, theme);
  }

  private drawHeld({ rows, firstRows, layer, snapshot, history }: Data): void {
    const { run, state, theme } = this.page;
    this.rows = this.isChange ? rowChanges(rows, firstRows) : rows;
    const values = this.rows.map(row => this.shown.map(c => row.counts[c]));
    const largest = Math.max(1, ...values.flat().map(Math.abs));
    this.heldPanel.say(this.isChange
      ? `How many more (red) or fewer (blue) of the neurons of a class are in a community at ${moment(run.snapshots[snapshot])} than at `
        + `the first snapshot (${moment(run.snapshots[0])}). A community that is only in one of them counts as empty in the other.`
      : `${upper(moment(run.snapshots[snapshot]))}. How many of the neurons that represent a class are in a community; a neuron of several `
        + 'classes counts for each.');
    this.held.draw({
      label: this.heldPanel.title,
      rows: this.rows.map(({ track }) => this.trackName(track) ?? 'alone'), columns: this.shown.map(c => run.classes[c]), values,
      colour: value => {
        if (this.isChange) return differenceColour(value / largest, theme.surface, theme.dark);
        return amountColour(value / largest, theme.surface, theme.dark);
      },
      rowColours: this.rows.map(({ track }) => (track === ALONE ? null : trackColour(history, track))),
      rowSelected: state.community === null ? -1 : this.rows.findIndex(({ track }) => track === state.community),
      columnSelected: this.shown.indexOf(state.class ?? -1),
      range: [this.isChange ? -largest : 0, largest], unit: 'neurons', tallest: 26,
      words: (r, c) => this.heldCell(layer, r, this.shown[c]),
      rowWords: r => this.trackWords(this.rows[r].track),
      columnWords: c => this.classWords(layer, this.shown[c]),
    }, this.heldPanel.room, theme);
  }

  private drawCommunities({ snapshot, layer }: Data, history: CommunityHistory): void {
    const { run, state, theme } = this.page;
    const epochs = run.snapshots.map(({ epoch }) => epoch);
    const colour = theme.dark ? '#6db7f2' : '#0b61a4';
    const present = moment(run.snapshots[snapshot]);
    const { numbers, sizes, countsAlone } = communitySizes(run, state.layer, state.method, history);
    const line = (name: string, values: (number | null)[]): Line => ({ name, values, colour, isDashed: false });
    const chart = { epochs, present: snapshot, atLeast: 1, height: 132 };
    this.sizesPanel.say(`${upper(present)}: ${number(numbers[snapshot])} communities of ${number(sizes[snapshot], 3)} neurons on average.`
      + `${countsAlone ? ' A neuron that is alone counts as a community here.' : ''}`);
    const roomForSizes = this.sizesPanel.room;
    this.numberOf.draw({ ...chart, title: 'communities', lines: [line('communities', numbers)], label: this.sizesPanel.words },
      roomForSizes, theme);
    this.averageSize.draw({ ...chart, title: 'average size, neurons', lines: [line('average size', sizes)], label: this.sizesPanel.words },
      roomForSizes, theme);

    const bars = sizesAt(history, snapshot).map(({ track, size }) => ({
      track, size, name: history.tracks[track].name, colour: trackColour(history, track),
    }));
    const alone = layer.neurons.length - bars.reduce((sum, { size }) => sum + size, 0);
    const rest = bars.length > MOST_BARS ? `; the ${MOST_BARS} largest are shown` : '';
    this.barsPanel.say(bars.length === 0 ? `${upper(present)}: all ${count(alone, 'neuron')} of the graph are alone.`
      : `${upper(present)}: neurons of ${count(bars.length, 'community', 'communities')}${rest}; ${count(alone, 'neuron')} alone.`);
    this.bars.draw(this.barsPanel.title, bars.slice(0, MOST_BARS), state.community, Math.min(this.barsPanel.room, 620), theme);

    const { withClasses, withBefore } = history;
    this.informationPanel.say(`${upper(present)}: ${number(withClasses[snapshot], 3)} with the strongest classes, `
      + `${number(withBefore[snapshot], 3)} with the snapshot before. 1: they divide the neurons alike; 0: one says nothing of the other.`);
    this.information.draw({
      epochs, present: snapshot, atLeast: 1, height: 210, title: '', label: this.informationPanel.words,
      lines: [
        { name: 'with the strongest classes', colour, isDashed: false, values: withClasses },
        { name: 'with the snapshot before', colour: theme.dark ? '#e69f00' : '#b35c00', isDashed: true, values: withBefore },
      ],
    }, this.informationPanel.room, theme);
  }

  private overlapCell(layer: LayerSnapshot, one: number, other: number): string {
    const { classes: names } = this.page.run;
    const size = (c: number) => layer.representatives[c].length;
    if (one === other) return aloneWords(layer.intersections[one][one], names[one], size(one));
    const value = (this.isExclusive ? layer.overlap : layer.intersections)[one][other];
    return overlapWords(value, names[one], names[other], size(one), size(other), this.isExclusive);
  }

  private heldCell(layer: LayerSnapshot, row: number, ofClass: number): string {
    const { run } = this.page;
    const { track, counts } = this.rows[row];
    const [name, community] = [run.classes[ofClass], this.trackName(track)];
    if (!this.isChange) return heldWords(counts[ofClass], name, layer.representatives[ofClass].length, community);
    const before = this.data!.firstRows.find(known => known.track === track)?.counts[ofClass] ?? 0;
    return changeWords(before + counts[ofClass], before, name, community, moment(run.snapshots[0]));
  }

  private classWords(layer: LayerSnapshot, c: number): string {
    return `${this.page.run.classes[c]}: ${count(layer.representatives[c].length, 'neuron')}, ${layer.intersections[c][c]} of it alone`;
  }

  private trackName(track: number): string | null {
    return track === ALONE ? null : this.data!.history!.tracks[track].name;
  }

  private trackWords(track: number): string {
    const { layer, snapshot, history } = this.data!;
    const many = heldNeurons(layer, this.page.state.method, history!, snapshot, track, null).length;
    const name = this.trackName(track);
    return name === null ? `${count(many, 'neuron')} in no community` : `Community ${name}: ${count(many, 'neuron')}`;
  }

  /** What is under the pointer or has the focus. */
  private foundAt(target: Element): { id: string; lines: string[]; neurons: number[]; class: number | null; track: number | null } | null {
    const part = target.closest<SVGElement>('[data-row], [data-column], [data-track]');
    if (part === null || this.data === null) return null;
    const { layer, snapshot, history } = this.data;
    const { method } = this.page.state;
    const lines = [part.getAttribute('aria-label')!];
    const [row, column] = [part.dataset['row'], part.dataset['column']].map(index => (index === undefined ? null : Number(index)));
    const isOverlap = this.overlap.element.contains(part);
    const id = `${isOverlap} ${row} ${column} ${part.dataset['track']}`;
    const held = (track: number, ofClass: number | null) => heldNeurons(layer, method, history!, snapshot, track, ofClass);
    if (part.dataset['track'] !== undefined) {
      const track = Number(part.dataset['track']);
      return { id, lines, neurons: held(track, null), class: null, track };
    }
    const ofColumn = column === null ? null : this.shown[column];
    if (isOverlap) {
      const ofRow = row === null ? null : this.shown[row];
      const neurons = ofRow === null || ofColumn === null ? layer.representatives[ofRow ?? ofColumn!]
        : sharedNeurons(layer, ofRow, ofColumn, this.isExclusive);
      return { id, lines, neurons, class: ofRow ?? ofColumn, track: null };
    }
    const track = row === null ? null : this.rows[row].track;
    const neurons = track === null ? layer.representatives[ofColumn!] : held(track, ofColumn);
    return { id, lines, neurons, class: ofColumn, track: track === ALONE ? null : track };
  }

  /** The chart of lines that is pointed at, if one is. */
  private chartAt(target: Element): LinesDrawing | undefined {
    return [this.numberOf, this.averageSize, this.information].find(chart => chart.element.contains(target));
  }

  private pointed(target: Element, x: number, y: number): void {
    const chart = this.chartAt(target);
    if (chart !== undefined && this.data !== null) {
      this.left();
      this.tip.show(this.chartWords(chart, chart.snapshotAt(x)), x, y);
      return;
    }
    const found = this.foundAt(target);
    if (found === null) {
      this.left();
      return;
    }
    this.tip.show(found.lines, x, y);
    if (found.id === this.hovered) return;
    this.hovered = found.id;
    this.page.light(found.neurons);
  }

  private chartWords(chart: LinesDrawing, snapshot: number): string[] {
    const { history } = this.data!;
    const at = upper(moment(this.page.run.snapshots[snapshot]));
    if (chart === this.information) {
      return [at, `${number(history!.withClasses[snapshot], 3)} with the strongest classes`,
        `${number(history!.withBefore[snapshot], 3)} with the snapshot before`];
    }
    const { run, state } = this.page;
    const { numbers, sizes } = communitySizes(run, state.layer, state.method, history!);
    return [at, `${number(numbers[snapshot])} communities`, `${number(sizes[snapshot], 3)} neurons on average`];
  }

  private left(): void {
    this.tip.hide();
    if (this.hovered === '') return;
    this.hovered = '';
    this.page.light([]);
  }

  private chosen(target: Element, x: number): void {
    const chart = this.chartAt(target);
    if (chart !== undefined) {
      this.page.store.set({ time: chart.snapshotAt(x) });
      return;
    }
    const found = this.foundAt(target);
    if (found === null) return;
    const { state, store } = this.page;
    const isChosen = (found.class === null || found.class === state.class) && (found.track === null || found.track === state.community);
    store.set({
      ...found.class === null ? {} : { class: isChosen ? null : found.class },
      ...found.track === null ? {} : { community: isChosen ? null : found.track },
    });
  }
}

function upper(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}
