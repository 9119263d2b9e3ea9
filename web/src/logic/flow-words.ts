import type { CommunityHistory } from '../api.ts';
import type { Band, Box } from './flow-layout.ts';
import { ALONE, DEAD, OUTSIDE, SHARED } from './flow.ts';
import { beginning, ending } from './tracks.ts';
import { count, number } from './words.ts';

/** Names of the strata that are no community and no class. */
export const SPECIAL: Record<number, string> = {
  [SHARED]: 'shared', [ALONE]: 'alone', [OUTSIDE]: 'outside the graph', [DEAD]: 'dead',
};

/** Such as `24 neurons, A → C, epoch 2 to epoch 4`. */
export function bandWords(band: Band, name: (key: number) => string, moments: readonly string[]): string {
  return `${count(band.neurons.length, 'neuron')}, ${name(band.from.key)} → ${name(band.to.key)}, `
    + `${moments[band.column]} to ${moments[band.column + 1]}`;
}

/** What a stratum is, where its neurons come from and where they go: a line each. */
export function boxWords(box: Box, bands: readonly Band[], name: (key: number) => string, moments: readonly string[]): string[] {
  const list = (found: Band[], end: (band: Band) => Box) => found
    .toSorted((a, b) => b.neurons.length - a.neurons.length)
    .map(band => `${name(end(band).key)} ${band.neurons.length}`)
    .join(', ');
  const from = bands.filter(band => band.to === box);
  const to = bands.filter(band => band.from === box);
  return [
    `${name(box.key)}, ${moments[box.column]}: ${count(box.neurons.length, 'neuron')}`,
    ...from.length > 0 ? [`from ${list(from, band => band.from)}`] : [],
    ...to.length > 0 ? [`to ${list(to, band => band.to)}`] : [],
  ];
}

/** What happened to communities at a snapshot, births and ends together: such as `C, D are born; A ends; E splits from B`. */
export function eventWords(history: CommunityHistory, snapshot: number): string[] {
  const first = snapshot === 0 ? [] : history.tracks.filter(track => track.first === snapshot);
  const last = history.tracks.filter(track => track.first + track.communities.length === snapshot);
  const born = first.filter(track => track.splitFrom === null).map(track => track.name);
  const ended = last.filter(track => track.mergedInto === null).map(track => track.name);
  return [
    ...born.length > 0 ? [`${born.join(', ')} ${born.length === 1 ? 'is' : 'are'} born`] : [],
    ...ended.length > 0 ? [`${ended.join(', ')} ${ended.length === 1 ? 'ends' : 'end'}`] : [],
    ...first.filter(track => track.splitFrom !== null).map(track => beginning(history, track)),
    ...last.filter(track => track.mergedInto !== null).map(track => ending(history, track)),
  ];
}

/** An epoch where there is little room, such as `5e-4`, `0.018` or `20`. */
export function shortEpoch(epoch: number): string {
  return epoch > 0 && epoch < 0.001 ? epoch.toExponential(0) : number(epoch, 2);
}
