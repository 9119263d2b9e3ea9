import type { CommunityHistory } from '../api.ts';
import { categoryColour } from './colours.ts';

const known = new WeakMap<CommunityHistory, string[]>();

/**
 * The colour of a community as long as it lives. Two that live at the same time, or one right after the other, have different colours;
 * those with most neurons over all snapshots take theirs first, and so the clearest. While a run grows, a colour may still change.
 */
export function trackColour(history: CommunityHistory | null, track: number): string {
  if (history === null) return categoryColour(track);
  let colours = known.get(history);
  if (colours === undefined) known.set(history, colours = places(history).map(categoryColour));
  return colours[track];
}

/** For each track, by its number, its place among the colours. */
export function places({ tracks }: CommunityHistory): number[] {
  const mass = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0);
  const order = [...tracks].sort((a, b) => mass(b.sizes) - mass(a.sizes) || a.number - b.number);
  // Of each colour the lives that have it, from the first snapshot to the one after the last.
  const taken: [first: number, last: number][][] = [];
  const found: number[] = [];
  for (const { number, first, communities } of order) {
    const last = first + communities.length;
    const isFree = (lives: [number, number][]) => lives.every(([from, to]) => to < first || last < from);
    const free = taken.findIndex(isFree);
    found[number] = free < 0 ? taken.length : free;
    (taken[found[number]] ??= []).push([first, last]);
  }
  return found;
}
