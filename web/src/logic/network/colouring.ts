import type { CommunityHistory, LayerSnapshot } from '../../api.ts';
import { categoryColour, SHARED, sequentialColour } from '../colours.ts';
import { trackColour } from '../track-colours.ts';
import { tracksAt } from '../tracks.ts';
import { factsOf } from './facts.ts';

/** Of a vertex: it represents several classes. */
export const SEVERAL = -1;
/** Of a vertex: it is in no community, or has no value. Of an edge: its ends have no category, or not one alone, in common. */
export const NONE = -2;

/** How a snapshot is coloured. */
export interface Colouring {
  /** For each vertex its class or the number of its community's track; SEVERAL; NONE. */
  categories: Int32Array;
  /** For each vertex. */
  colours: string[];
  /** Of a category, or grey. */
  colourOf(category: number): string;
  /** The one category that two vertices have in common; NONE: there is none, or they have several. */
  common(vertex: number, other: number): number;
}

/** Each class by the vertices that represent it alone. */
export function byClass(snapshot: LayerSnapshot): Colouring {
  const { classes } = factsOf(snapshot);
  const categories = Int32Array.from(classes, own => own.length === 1 ? own[0] : own.length > 1 ? SEVERAL : NONE);
  const colours = Array.from(categories, category => colourOf(category));
  return { categories, colours, colourOf: category => colourOf(category), common: (v, w) => onlyCommon(classes[v], classes[w]) };
}

/** @param k index of the snapshot. */
export function byCommunity(snapshot: LayerSnapshot, k: number, history: CommunityHistory, method: string): Colouring {
  const tracks = tracksAt(history, k);
  const communities = snapshot.communities[method] ?? [];
  const categories = Int32Array.from(snapshot.neurons, (_, v) => tracks[communities[v] ?? -1] ?? NONE);
  return {
    categories, colours: Array.from(categories, category => colourOf(category, history)), colourOf: category => colourOf(category, history),
    common: (v, w) => categories[v] === categories[w] ? categories[v] : NONE,
  };
}

export function byMeasure(snapshot: LayerSnapshot, column: string, range: [number, number]): Colouring {
  const values = snapshot.measures[column] ?? [];
  return {
    categories: new Int32Array(snapshot.neurons.length).fill(NONE),
    colours: snapshot.neurons.map(neuron => {
      const value = values[neuron] ?? null;
      return value === null ? SHARED : sequentialColour(range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0.5);
    }),
    colourOf: () => SHARED,
    common: () => NONE,
  };
}

/** Of a class, or of a track of the history where there is one; grey for what is neither. */
function colourOf(category: number, history: CommunityHistory | null = null): string {
  if (category < 0) return SHARED;
  return history === null ? categoryColour(category) : trackColour(history, category);
}

/** The least and the most of a measure over the vertices of the snapshots; null where no vertex has a value. */
export function rangeOf(snapshots: readonly (LayerSnapshot | undefined)[], column: string): [number, number] | null {
  let [least, most] = [Infinity, -Infinity];
  for (const snapshot of snapshots) {
    for (const neuron of snapshot?.neurons ?? []) {
      const value = snapshot!.measures[column]?.[neuron] ?? null;
      if (value === null) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return least <= most ? [least, most] : null;
}

// Both ascend.
function onlyCommon(one: number[], other: number[]): number {
  let found = NONE;
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] < other[j]) i++;
    else if (one[i] > other[j]) j++;
    else {
      if (found !== NONE) return NONE;
      found = one[i];
      i++;
      j++;
    }
  }
  return found;
}
