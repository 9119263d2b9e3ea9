import type { Band, Box } from './flow-layout.ts';
import { ALONE, DEAD, OUTSIDE, SHARED } from './flow.ts';
import { count } from './words.ts';

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
