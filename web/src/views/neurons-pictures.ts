import type { CommunityHistory, RunDocument } from '../api.ts';
import { svg } from '../dom.ts';
import { categoryColour, textOn } from '../logic/colours.ts';
import { trackColour } from '../logic/track-colours.ts';
import type { NeuronMoment } from '../logic/neuron-rows.ts';
import { moment, number } from '../logic/words.ts';
import type { Theme } from '../theme.ts';

const LABEL = 84;

function label(words: string, x: number, y: number, theme: Theme, more: Record<string, string | number> = {}): SVGTextElement {
  return svg('text', { x, y, fill: theme.text, 'font-size': 12, 'font-family': theme.font, ...more }, words);
}

function shortened(words: string, letters = 11): string {
  return words.length > letters ? `${words.slice(0, letters - 1)}…` : words;
}

/** A neuron's mean over the samples of each class, as bars; the classes that it represents in full colour. */
export function meansPicture(run: RunDocument, means: readonly number[], represented: readonly number[], width: number, theme: Theme) {
  const row = means.length > 30 ? 15 : 20;
  const height = means.length * row + 4;
  const most = Math.max(...means, 0);
  const least = Math.min(...means, 0);
  const room = width - LABEL - 58;
  const at = (value: number) => LABEL + (most > least ? ((value - least) / (most - least)) * room : 0);
  const words = means.map((mean, c) => `${run.classes[c]} ${number(mean, 3)}`).join(', ');
  const picture = svg('svg', { width, height, role: 'img', 'aria-label': `Mean activation by class: ${words}` });
  means.forEach((mean, c) => {
    const y = c * row + 2;
    const isRepresented = represented.includes(c);
    picture.append(
      label(shortened(run.classes[c]), LABEL - 6, y + row / 2 + 4, theme, {
        'text-anchor': 'end', 'font-weight': isRepresented ? 'bold' : 'normal',
      }),
      svg('rect', {
        x: Math.min(at(0), at(mean)), y: y + 2, width: Math.max(Math.abs(at(mean) - at(0)), 0.5), height: row - 5,
        fill: categoryColour(c), opacity: isRepresented ? 1 : 0.35,
      }),
      label(number(mean, 3), Math.max(at(mean), at(0)) + 5, y + row / 2 + 4, theme, { fill: theme.faint }),
    );
  });
  return picture;
}

/** Through the snapshots: the neuron's community, and the classes that it represents. */
export function stripPicture(
  run: RunDocument, history: CommunityHistory | null, moments: readonly NeuronMoment[], snapshot: number, width: number, theme: Theme,
) {
  const classes = run.classes.map((_, c) => c).filter(c => moments.some(known => known.classes.includes(c)));
  const row = 18;
  const height = 22 + 4 + classes.length * row + 20;
  const step = (width - LABEL - 8) / Math.max(moments.length, 1);
  const x = (k: number) => LABEL + k * step;
  const picture = svg('svg', { width, height, role: 'img', 'aria-label': spoken(run, history, moments) });
  picture.append(label('community', LABEL - 6, 15, theme, { 'text-anchor': 'end' }));
  for (let k = 0; k < moments.length;) {
    const { track, isInGraph } = moments[k];
    let end = k + 1;
    while (end < moments.length && moments[end].track === track && moments[end].isInGraph === isInGraph) end++;
    const colour = track === null ? 'none' : trackColour(history, track);
    const name = track === null || history === null ? null : history.tracks[track].name;
    const title = name ?? (isInGraph ? 'alone' : 'not in the graph');
    const span = end - k === 1 ? moment(run.snapshots[k]) : `${moment(run.snapshots[k])} to ${moment(run.snapshots[end - 1])}`;
    picture.append(svg('rect', {
      x: x(k), y: 2, width: Math.max((end - k) * step - 0.5, 0.5), height: 18, fill: colour, stroke: track === null ? theme.line : 'none',
    }, svg('title', {}, `${title}: ${span}`)));
    if (name !== null && (end - k) * step >= 7 * name.length + 2) {
      picture.append(label(name, (x(k) + x(end)) / 2, 15, theme, { 'text-anchor': 'middle', fill: textOn(colour), 'font-size': 11 }));
    }
    k = end;
  }
  classes.forEach((c, r) => {
    const y = 26 + r * row;
    picture.append(label(shortened(run.classes[c]), LABEL - 6, y + 13, theme, { 'text-anchor': 'end' }));
    moments.forEach((known, k) => {
      const isRepresented = known.classes.includes(c);
      picture.append(svg('rect', {
        x: x(k), y: y + 2, width: Math.max(step - 0.5, 0.5), height: row - 4,
        fill: isRepresented ? categoryColour(c) : theme.line, opacity: isRepresented ? 1 : 0.35,
      }));
    });
  });
  const last = run.snapshots.at(-1);
  if (last !== undefined) {
    picture.append(
      label(moment(run.snapshots[0]), LABEL, height - 4, theme, { fill: theme.faint, 'font-size': 11 }),
      label(moment(last), width - 8, height - 4, theme, { fill: theme.faint, 'font-size': 11, 'text-anchor': 'end' }),
    );
  }
  picture.append(svg('rect', {
    x: x(snapshot), y: 1, width: Math.max(step - 0.5, 1), height: height - 20, fill: 'none', stroke: theme.accent, 'stroke-width': 2,
  }));
  return { picture, snapshotAt: (place: number) => Math.min(Math.max(Math.floor((place - LABEL) / step), 0), moments.length - 1) };
}

function spoken(run: RunDocument, history: CommunityHistory | null, moments: readonly NeuronMoment[]): string {
  const at = moments.map(({ track }) => (track === null || history === null ? 'none' : history.tracks[track].name));
  const changes = at.flatMap((name, k) => (k > 0 && name === at[k - 1] ? [] : [`${name} from ${moment(run.snapshots[k])}`]));
  return `Community through time: ${changes.join(', ')}`;
}
