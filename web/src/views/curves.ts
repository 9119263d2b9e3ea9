import './data.css';
import type { RunDocument } from '../api.ts';
import { Chart, chartSvg } from '../chart.ts';
import { element } from '../dom.ts';
import { nullModels } from '../logic/curve-choices.ts';
import { type MeasureCurve, type Panel, panelsOf } from '../logic/curves.ts';
import { layPanels, type PanelPlace, TITLE_HEIGHT } from '../logic/panel-layout.ts';
import { SEEDS_FOR_QUARTILES } from '../logic/seeds.ts';
import { at, lines, svgFile, text } from '../logic/svg-text.ts';
import { nearestSnapshot, placeOf, timeScale } from '../logic/time-scale.ts';
import { count, moment } from '../logic/words.ts';
import type { MountedView, Page, Picture, Table, View } from '../page.ts';
import { CurveControls, curveWishes } from './curves-controls.ts';
import { curvesOption, type DrawnPanels, extentOf, legendOf } from './curves-option.ts';

export const curves: View = {
  id: 'curves',
  title: 'Curves',
  shows: 'Accuracy, entropy and modularity over training.',
  good: 'A measure says something where it moves with accuracy and away from its null.',
  method: 'Each measure is taken of the network as it is at the snapshot, but running accuracy, which is that of the epoch '
    + 'before. A null model is what the measure would be without formation: lists of neurons drawn at random, weights '
    + 'shuffled within a class, edges rewired, labels permuted. docs/reference/measures.md explains every measure.',
  mount: (host, page) => new Curves(host, page),
};

class Curves implements MountedView {
  readonly controls: HTMLElement;
  private readonly settings: CurveControls;
  private readonly chart = new Chart();
  private readonly explain = element('p', { class: 'explain' });
  private readonly empty = element('p', { class: 'empty', hidden: true });
  private readonly marks = element('div', {});
  private readonly charts = element('div', {
    class: 'charts', tabindex: 0, role: 'group', 'aria-label': 'Curves over training',
  }, this.chart.element, this.marks);
  private drawn: DrawnPanels<MeasureCurve> | null = null;
  private shown = '';
  private shownRun: RunDocument | null = null;
  private isDisposed = false;

  constructor(private readonly host: HTMLElement, private readonly page: Page) {
    this.settings = new CurveControls(page);
    this.controls = this.settings.element;
    host.append(this.explain, this.empty, this.charts);
    this.chart.onClick((x, y) => this.clicked(x, y));
  }

  async update(): Promise<void> {
    const { page } = this;
    const { run, state } = page;
    this.settings.update();
    const wishes = curveWishes(page, this.settings.choices);
    const size = { width: this.host.clientWidth, height: this.host.clientHeight };
    const key = JSON.stringify([wishes, state.other, state.layer, page.theme.dark, size]);
    if (key === this.shown && run === this.shownRun) {
      this.mark();
      return;
    }
    const missing: string[] = [];
    const fetched = async (id: string) => page.model.run(id).catch(() => {
      missing.push(id);
      return null;
    });
    const isOfSeeds = wishes.seeds !== 'one' && run.seeds.length > 1;
    const seeds = isOfSeeds ? await Promise.all(run.seeds.map(id => (id === run.id ? run : fetched(id)))) : [run];
    const other = state.other !== '' && state.other !== run.id ? await fetched(state.other) : null;
    if (this.isDisposed || run !== page.run) return;

    const there = seeds.filter(seed => seed !== null);
    const nulls = nullModels(run).filter(model => wishes.nulls === 'all' || model.name === wishes.nulls);
    const panels = panelsOf(run, there, other, {
      choices: this.settings.choices.filter(known => wishes.keys.includes(known.key)),
      onlyLayer: wishes.layers === 'chosen' ? state.layer : null,
      layer: state.layer, nulls, seeds: wishes.seeds, isScaled: wishes.isScaled,
    });
    this.shown = key;
    this.shownRun = run;
    const drawable = panels.filter(panel => panel.curves.some(curve => curve.lines.length > 0));
    this.empty.hidden = drawable.length > 0;
    this.charts.hidden = drawable.length === 0;
    this.empty.textContent = this.settings.choices.length === 0
      ? 'This run has no measures yet.' : 'Nothing is picked that this run has: choose under Measures.';
    this.explain.textContent = this.words(drawable, there.length, missing);
    this.explain.hidden = this.explain.textContent === '';
    if (drawable.length === 0) {
      this.drawn = null;
      return;
    }
    const epochs = run.snapshots.map(snapshot => snapshot.epoch);
    const last = Math.max(...epochs, ...(other?.snapshots ?? []).map(snapshot => snapshot.epoch));
    const scale = timeScale(wishes.time, epochs, last);
    const room = size.height - this.explain.offsetHeight - 8;
    const { places, height } = layPanels(drawable.map(legendOf), { width: size.width - 12, height: room });
    this.drawn = { panels: drawable, places, scale, extent: extentOf(drawable, scale), isScaled: wishes.isScaled };
    this.chart.show(curvesOption(this.drawn, page.theme), size.width - 12, height);
    this.mark();
  }

  dispose(): void {
    this.isDisposed = true;
    this.settings.dispose();
    this.chart.dispose();
  }

  picture(): Picture | null {
    if (this.drawn === null) return null;
    const { run, theme } = this.page;
    const width = 1200;
    const note = lines(`The vertical line: ${moment(run.snapshots[this.page.snapshot])}. ${this.explain.textContent}`, 175);
    const head = TITLE_HEIGHT + 12 + 17 * note.length;
    const { places, height } = layPanels(this.drawn.panels.map(legendOf), { width: width - 20, height: 640 }, 0, 220);
    const drawn = { ...this.drawn, places };
    const x = this.markAt(drawn);
    const mark = ({ plot }: PanelPlace, p: number) => `<line x1="${x[p]}" x2="${x[p]}" y1="${plot.top}" y2="${plot.top + plot.height}" `
      + `stroke="${theme.accent}" stroke-width="2" opacity="0.75"/>`;
    const marks = run.snapshots.length < 2 ? [] : places.map(mark);
    const look = { fill: theme.text, font: theme.font };
    return {
      name: `${run.id}-curves`, width, height: height + head,
      svg: svgFile(width, height + head, theme.surface, [
        text(12, 24, `${run.id}: curves over training`, { ...look, size: 16, bold: true }),
        ...note.map((line, k) => text(12, 44 + 17 * k, line, { ...look, fill: theme.faint })),
        at(10, head, chartSvg(curvesOption(drawn, theme), width - 20, height)),
        at(10, head, marks.join('')),
      ]),
    };
  }

  table(): Table | null {
    if (this.drawn === null) return null;
    const { run } = this.page;
    const { isScaled } = this.drawn;
    const rows = this.drawn.panels.flatMap(panel => panel.curves.flatMap(curve => curve.lines.flatMap(line =>
      line.values.map((value, k) => [
        curve.choice.info.measure, curve.choice.info.variant, curve.layer === null ? null : run.layers[curve.layer].name,
        curve.class === null ? null : run.classes[curve.class], line.kind, line.of, line.epochs[k], value,
        ...isScaled ? [line.drawn[k]] : [],
      ]))));
    const columns = ['measure', 'variant', 'layer', 'class', 'line', 'of', 'epoch', 'value', ...isScaled ? ['scaled'] : []];
    return { name: `${run.id}-curves`, columns, rows };
  }

  private words(panels: Panel[], seeds: number, missing: readonly string[]): string {
    const lines = panels.flatMap(panel => panel.curves.flatMap(curve => curve.lines));
    const words: string[] = [];
    const models = [...new Set(lines.filter(line => line.kind === 'null').map(line => line.of.toLowerCase()))];
    if (models.length > 0) words.push(`Dashed: the same measure of a null model (${models.join(', ')}).`);
    if (lines.some(line => line.kind === 'other')) words.push(`Dashes and dots: ${this.page.state.other}.`);
    if (lines.some(line => line.kind === 'high')) {
      const band = seeds >= SEEDS_FOR_QUARTILES ? 'from the lower to the upper quartile' : 'from the least to the greatest';
      words.push(`Line: the median of ${count(seeds, 'seed')}; band: ${band}.`);
    }
    if (lines.some(line => line.kind === 'seed')) words.push(`Thin lines: ${count(seeds, 'seed')}; thick: their median.`);
    if (missing.length > 0) words.push(`Not here, and so left out: ${missing.join(', ')}.`);
    return words.join(' ');
  }

  // For each panel, in pixels from the left.
  private markAt({ places, scale, extent }: DrawnPanels): number[] {
    const { run, state } = this.page;
    const time = state.time < 0 ? run.snapshots.length - 1 : state.time;
    const place = placeOf(scale, run.snapshots.map(snapshot => snapshot.epoch), time);
    const share = (place - extent[0]) / (extent[1] - extent[0]);
    return places.map(({ plot }) => Math.round((plot.left + share * plot.width) * 10) / 10);
  }

  private mark(): void {
    if (this.drawn === null) return;
    const { places } = this.drawn;
    this.marks.hidden = this.page.run.snapshots.length < 2;
    while (this.marks.childElementCount < places.length) this.marks.append(element('div', { class: 'time-mark' }));
    while (this.marks.childElementCount > places.length) this.marks.lastElementChild!.remove();
    this.markAt(this.drawn).forEach((x, p) => {
      const { style } = this.marks.children[p] as HTMLElement;
      style.transform = `translateX(${x - 1}px)`;
      style.top = `${places[p].plot.top}px`;
      style.height = `${places[p].plot.height}px`;
    });
  }

  private clicked(x: number, y: number): void {
    if (this.drawn === null) return;
    const { places, scale, extent } = this.drawn;
    const place = places.find(({ plot }) => x >= plot.left - 6 && x <= plot.left + plot.width + 6
      && y >= plot.top && y <= plot.top + plot.height);
    if (place === undefined) return;
    const share = (x - place.plot.left) / place.plot.width;
    const epochs = this.page.run.snapshots.map(snapshot => snapshot.epoch);
    this.page.store.set({ time: nearestSnapshot(scale, epochs, extent[0] + share * (extent[1] - extent[0])) });
  }
}
