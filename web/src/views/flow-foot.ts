import { element } from '../dom.ts';
import { ALONE } from '../logic/flow.ts';
import { outsideParts } from '../logic/flow-layout.ts';
import { SIGNS } from '../logic/flow-marks.ts';
import { eventWords, SPECIAL } from '../logic/flow-words.ts';
import { count, moment, number } from '../logic/words.ts';
import type { Theme } from '../theme.ts';
import { strataColour } from './flow-colours.ts';
import { nameOf, type FlowData, type Outside } from './flow-data.ts';
import type { LegendEntry } from './flow-picture.ts';

const MOST_IN_LEGEND = 24;

// With spaces that do not break.
const SIGN_WORDS = `${SIGNS.born}\u00a0born, ${SIGNS.split}\u00a0splits, ${SIGNS.end}\u00a0ends, ${SIGNS.merge}\u00a0merges`;

/** What stands below a flow: what is so at the present snapshot, the legend and notes. */
export class FlowFoot {
  private readonly now = element('p', { class: 'flow-now' });
  private readonly legend = element('div', { class: 'flow-legend', role: 'group', 'aria-label': 'Legend' });
  private readonly notes = element('p', {});
  readonly element = element('div', { class: 'flow-foot' }, this.now, this.legend, this.notes);
  private shown = '';

  constructor(private readonly select: (key: number) => void) {}

  show(data: FlowData, snapshot: number, neuron: number | null, selected: number | null, outside: Outside, theme: Theme): void {
    setText(this.now, presentWords(data, snapshot, neuron));
    const shown = `${data.key} ${outside} ${selected} ${theme.dark}`;
    if (this.shown === shown) return;
    this.shown = shown;
    this.legend.replaceChildren(...legendOf(data, outside, theme).map(({ colour, text, key }) => {
      const swatch = element('i', { style: `background:${colour}` });
      if (key === null || key < 0) return element('span', { class: 'entry' }, swatch, text);
      return element('button', { 'aria-pressed': `${key === selected}`, click: () => this.select(key) }, swatch, text);
    }));
    setText(this.notes, notesOf(data, outside).join(' '));
  }
}

/** Colours of the strata, each with its key; of many communities or classes the largest. */
export function legendOf(data: FlowData, outside: Outside, theme: Theme): (LegendEntry & { key: number | null })[] {
  const sizes = new Map<number, number>();
  for (const { key, neurons } of data.flow.columns.flat()) sizes.set(key, (sizes.get(key) ?? 0) + neurons.length);
  const all = [...sizes.keys()].filter(key => key >= 0).sort((a, b) => sizes.get(b)! - sizes.get(a)! || a - b);
  const own = all.slice(0, MOST_IN_LEGEND).sort((a, b) => a - b);
  const special = [...sizes.keys()].filter(key => key < 0 && (outside !== 'none' || key >= ALONE)).sort((a, b) => b - a);
  const history = data.by === 'community' ? data.history : null;
  const entry = (key: number) => ({ colour: strataColour(key, theme, history), text: nameOf(data, key), key });
  const rest = all.length - own.length;
  return [
    ...own.map(entry),
    ...rest > 0 ? [{ colour: 'none', text: `and ${number(rest)} smaller`, key: null }] : [],
    ...special.map(entry),
  ];
}

/** How the picture is to be read. */
export function notesOf({ flow, snapshots, by, run }: FlowData, outside: Outside): string[] {
  const parts = outsideParts(flow);
  return [
    {
      smaller: parts > 1 ? `Neurons outside the graph, which represent no class, are drawn at 1/${parts} of the scale.` : '',
      full: '',
      none: 'Neurons outside the graph, which represent no class, are left out.',
    }[outside],
    snapshots.length < run.snapshots.length
      ? `${snapshots.length} of ${run.snapshots.length} snapshots are shown, evenly chosen, with the first, the last and the present one.`
      : '',
    {
      community: `A ribbon has the colour of the community it leaves. ${SIGN_WORDS}.`,
      class: 'A ribbon has the colour of the class it leaves; shared are neurons that represent several classes.',
      strongest: 'A ribbon has the colour of the class it leaves; a neuron of several classes is in the one with its largest mean.',
    }[by],
    snapshots.length === 1 ? 'There is one snapshot so far: ribbons come with the second.' : '',
  ].filter(line => line !== '');
}

function presentWords(data: FlowData, snapshot: number, neuron: number | null): string {
  const { by, flow, snapshots, history, run } = data;
  const present = flow.columns[snapshots.indexOf(snapshot)] ?? [];
  const own = present.filter(({ key }) => key >= 0).length;
  const parts = [
    by === 'community' ? count(own, 'community', 'communities') : count(own, 'class', 'classes'),
    ...present.filter(({ key }) => key < 0).map(({ key, neurons }) => `${number(neurons.length)} ${SPECIAL[key]}`),
  ];
  const events = by === 'community' ? eventWords(history!, snapshot) : [];
  const place = neuron === null ? undefined : present.find(({ neurons }) => neurons.includes(neuron));
  const when = moment(run.snapshots[snapshot]);
  return [
    `${when[0].toUpperCase()}${when.slice(1)}: ${parts.join(', ')}.`,
    ...events.length > 0 ? [`${events.join('; ')}.`] : [],
    ...place === undefined ? [] : [`Neuron ${neuron}, the line: ${nameOf(data, place.key)}.`],
  ].join(' ');
}

function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
