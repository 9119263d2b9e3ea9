import type { CommunityHistory, LayerSnapshot, RunDocument } from '../api.ts';
import { Chart, chartSvg } from '../chart.ts';
import { element } from '../dom.ts';
import { categoryColour } from '../logic/colours.ts';
import type { Curve, Panel } from '../logic/curves.ts';
import { neuronHistory, type NeuronMoment, type NeuronRow, partnersOf } from '../logic/neuron-rows.ts';
import { layPanels } from '../logic/panel-layout.ts';
import { at, svgFile, text } from '../logic/svg-text.ts';
import { timeScale, usualTimeScale } from '../logic/time-scale.ts';
import { count, moment, number } from '../logic/words.ts';
import type { Page, Picture } from '../page.ts';
import { curvesOption, type DrawnPanels, extentOf, legendOf } from './curves-option.ts';
import { NeuronActivations } from './neurons-activations.ts';
import { meansPicture, stripPicture } from './neurons-pictures.ts';

const PARTNERS = 10;

/** What the page of a neuron is made from. */
export interface NeuronFacts {
  run: RunDocument;
  layer: LayerSnapshot;
  history: CommunityHistory | null;
  row: NeuronRow;
  snapshot: number;
  /** Every snapshot of the layer; null while they are on their way, and why they cannot be had. */
  layers: LayerSnapshot[] | null;
  problem: string | null;
}

/** One neuron: its class means, its place in the graph, and its course over training. */
export class NeuronPage {
  readonly element = element('aside', { hidden: true, tabindex: 0 });
  private readonly chart = new Chart();
  private readonly head = element('div', {});
  private readonly activations: NeuronActivations;
  private readonly course = element('div', {});
  private readonly partners = element('div', {});
  private facts: NeuronFacts | null = null;
  private moments: NeuronMoment[] = [];
  private shownCourse = '';
  private courseOf: LayerSnapshot[] | null = null;

  constructor(private readonly page: Page) {
    this.activations = new NeuronActivations(page);
    this.element.append(this.head, this.activations.element, this.course, this.chart.element, this.partners);
  }

  show(facts: NeuronFacts): void {
    const { run, row, layers, problem } = facts;
    this.facts = facts;
    this.element.hidden = false;
    this.element.setAttribute('aria-label', `Neuron ${row.neuron}`);
    const width = Math.max(this.element.clientWidth - 28, 260);
    this.head.replaceChildren(...this.headOf(facts, width));
    this.activations.show(row, facts.layer.means.map(values => values[row.neuron]), facts.snapshot, width);
    const partners = partnersOf(facts.layer, row.neuron).slice(0, PARTNERS);
    this.partners.replaceChildren(...partners.length === 0 ? [] : [element('h3', {}, 'Strongest partners'), this.partnersTable(partners)]);
    if (layers === null) {
      this.course.replaceChildren(element('p', { class: 'explain' }, problem ?? 'Reading the other snapshots …'));
      this.chart.element.hidden = true;
      this.shownCourse = '';
      return;
    }
    const { theme, state } = this.page;
    if (this.courseOf !== layers || this.moments.length === 0 || !this.shownCourse.startsWith(`${row.neuron} ${state.method} `)) {
      this.moments = neuronHistory(layers, facts.history, row.neuron, state.method);
    }
    const strip = stripPicture(run, facts.history, this.moments, facts.snapshot, width, theme);
    strip.picture.style.cursor = 'pointer';
    strip.picture.addEventListener('click', event => {
      const place = event.clientX - strip.picture.getBoundingClientRect().left;
      this.page.store.set({ time: strip.snapshotAt(place) });
    });
    this.course.replaceChildren(element('h3', {}, 'Community and classes over training'), strip.picture,
      element('h3', {}, 'Measures over training'));
    const key = `${row.neuron} ${state.method} ${width} ${theme.dark}`;
    if (key === this.shownCourse && this.courseOf === layers) return;
    this.shownCourse = key;
    this.courseOf = layers;
    const drawn = this.measures(width);
    this.chart.element.hidden = drawn === null;
    if (drawn !== null) this.chart.show(curvesOption(drawn.drawn, theme), width, drawn.height);
  }

  hide(): void {
    this.element.hidden = true;
    this.facts = null;
    this.activations.hide();
  }

  dispose(): void {
    this.chart.dispose();
  }

  picture(name: string): Picture | null {
    if (this.facts === null) return null;
    const { run, row, layer, history, snapshot, layers } = this.facts;
    const { theme, state } = this.page;
    const width = 640;
    const look = { fill: theme.text, font: theme.font };
    const title = `${run.id}, ${run.layers[state.layer].name}: neuron ${row.neuron}`;
    const parts = [text(12, 24, title, { ...look, size: 16, bold: true }), text(12, 46, this.words(), { ...look, fill: theme.faint })];
    let y = 62;
    const add = (heading: string, svg: string, height: number) => {
      parts.push(text(12, y + 14, heading, { ...look, bold: true }), at(12, y + 22, svg));
      y += height + 36;
    };
    const serial = (drawn: SVGSVGElement) => new XMLSerializer().serializeToString(drawn);
    const means = meansPicture(run, layer.means.map(values => values[row.neuron]), row.classes, width - 24, theme);
    add(`Mean activation by class, ${moment(run.snapshots[snapshot])}`, serial(means), Number(means.getAttribute('height')));
    for (const part of this.activations.parts(width - 24)) add(part.heading, part.svg, part.height);
    if (layers !== null) {
      const { picture } = stripPicture(run, history, this.moments, snapshot, width - 24, theme);
      add('Community and classes over training', serial(picture), Number(picture.getAttribute('height')));
      const drawn = this.measures(width - 24);
      if (drawn !== null) {
        add('Measures over training', chartSvg(curvesOption(drawn.drawn, theme), width - 24, drawn.height), drawn.height);
      }
    }
    return { name, width, height: y, svg: svgFile(width, y, theme.surface, parts) };
  }

  private words(): string {
    const { run, row, history } = this.facts!;
    const classes = row.classes.length === 0 ? 'represents no class' : `represents ${row.classes.map(c => run.classes[c]).join(', ')}`;
    const community = row.track === null || history === null ? 'in no community' : `in community ${history.tracks[row.track].name}`;
    return `${classes}; ${row.edges === null ? 'not in the graph' : `${community}, ${count(row.edges, 'edge')}`}`;
  }

  private headOf({ run, layer, row }: NeuronFacts, width: number): HTMLElement[] {
    const words = this.words();
    const means = layer.means.map(values => values[row.neuron]);
    const close = element('button', { class: 'close', click: () => this.page.store.set({ neuron: null }) }, 'Close');
    return [
      element('h2', { class: 'aside-title' }, `Neuron ${row.neuron} `, close),
      element('p', { class: 'said' }, `${words[0].toUpperCase()}${words.slice(1)}.${row.isDead ? ' Zero on every sample.' : ''}`),
      element('dl', {}, ...run.neuronMeasures.flatMap(measure => [
        element('dt', { title: measure.description }, measure.title),
        element('dd', {}, number(layer.measures[measure.column]?.[row.neuron])),
      ])),
      element('h3', {}, 'Mean activation by class'),
      element('div', {}, meansPicture(run, means, row.classes, width, this.page.theme)),
    ];
  }

  private partnersTable(partners: { neuron: number; weight: number }[]): HTMLElement {
    return element('table', { class: 'partners' },
      element('thead', {}, element('tr', {}, element('th', {}, 'Neuron'), element('th', { class: 'number' }, 'Weight'))),
      element('tbody', {}, ...partners.map(({ neuron, weight }) => element('tr', {},
        element('td', {}, element('button', {
          click: () => this.page.store.set({ neuron }),
          mouseenter: () => this.page.light([neuron]), mouseleave: () => this.page.light([]),
          'aria-label': `Neuron ${neuron}`,
        }, String(neuron))),
        element('td', { class: 'number' }, number(weight)),
      ))));
  }

  private measures(width: number): { drawn: DrawnPanels; height: number } | null {
    const { run } = this.facts!;
    const epochs = run.snapshots.map(snapshot => snapshot.epoch).slice(0, this.moments.length);
    const panels = new Map<string, Panel>();
    run.neuronMeasures.forEach((measure, m) => {
      const values = this.moments.map(known => known.measures[measure.column] ?? null);
      if (values.every(value => value === null)) return;
      const family = measure.title.split(',')[0];
      const key = `${family} ${measure.unit}`;
      if (!panels.has(key)) panels.set(key, { title: family + (measure.unit === 'nats' ? ' (nats)' : ''), curves: [] });
      const curve: Curve = {
        name: measure.title.split(', ')[1] ?? measure.title, colour: categoryColour(m),
        lines: [{ kind: 'value', of: run.id, epochs, values, drawn: values }],
      };
      panels.get(key)!.curves.push(curve);
    });
    const all = [...panels.values()];
    if (all.length === 0) return null;
    const scale = timeScale(usualTimeScale(epochs), epochs);
    const { places, height } = layPanels(all.map(legendOf), { width: Math.min(width, 700), height: 0 });
    return { drawn: { panels: all, places, scale, extent: extentOf(all, scale), isScaled: false }, height };
  }
}
