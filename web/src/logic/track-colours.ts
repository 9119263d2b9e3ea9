import type { CommunityHistory } from '../api.ts';
import { categoryColour } from './colours.ts';

const known = new WeakMap<CommunityHistory, readonly number[]>();

/**
 * The colour of a community as long as it lives. Two that live at the same time, or one right after the other, have different colours;
 * those with most neurons over all snapshots take theirs first, and so the clearest.
 */
export function trackColour(history: CommunityHistory | null, track: number): string {
  return categoryColour(history === null ? track : placesOf(history)[track]);
}

/** The communities of a run that has grown: those that it had before keep their colours. */
export function keepColours(history: CommunityHistory, before: CommunityHistory): void {
  known.set(history, places(history, placesOf(before)));
}

function placesOf(history: CommunityHistory): readonly number[] {
  let found = known.get(history);
  if (found === undefined) known.set(history, found = places(history));
  return found;
}

/** For each track, by its number, its place among the colours; `before` has those that are given already, of the first tracks. */
export function places({ tracks }: CommunityHistory, before: readonly number[] = []): number[] {
  const mass = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0);
  const isKnown = (number: number) => before[number] !== undefined;
  const order = [...tracks].sort((a, b) => Number(isKnown(b.number)) - Number(isKnown(a.number))
    || mass(b.sizes) - mass(a.sizes) || a.number - b.number);
  // Of each colour the lives that have it, from the first snapshot to the one after the last.
  const taken: [first: number, last: number][][] = [];
  const found: number[] = [];
  for (const { number, first, communities } of order) {
    const last = first + communities.length;
    const isFree = (lives: [number, number][] | undefined) => (lives ?? []).every(([from, to]) => to < first || last < from);
    let place = before[number] ?? 0;
    while (!isKnown(number) && !isFree(taken[place])) place++;
    found[number] = place;
    (taken[place] ??= []).push([first, last]);
  }
  return found;
}
