import type { CommunityHistory, LayerSnapshot } from '../api.ts';
import { tracksAt } from './tracks.ts';

/**
 * Where neurons are at a snapshot and how they move to the next. A stratum has a key: from 0 on the number of a community's track or the
 * index of a class; below 0 one of these.
 */
export const SHARED = -1;
/** In the graph, in no community. */
export const ALONE = -2;
/** Represents no class. */
export const OUTSIDE = -3;
/** Zero on every sample. */
export const DEAD = -4;

export interface Stratum {
  key: number;
  /** Ascending. */
  neurons: number[];
}

/** Neurons that are in one stratum at a column and in one at the next; both as indices into their columns. */
export interface Ribbon {
  from: number;
  to: number;
  /** Ascending. */
  neurons: number[];
}

export interface Flow {
  /** For each column its strata from top to bottom. */
  columns: Stratum[][];
  /** For each column but the last, by `from` and then `to`. */
  ribbons: Ribbon[][];
}

/** For each neuron of the layer the key of its community. */
export function placesByCommunity(
  layer: LayerSnapshot, neurons: number, method: string, history: CommunityHistory, snapshot: number,
): Int32Array {
  const places = outsideTheGraph(layer, neurons);
  const tracks = tracksAt(history, snapshot);
  const communities = layer.communities[method] ?? [];
  layer.neurons.forEach((neuron, v) => {
    places[neuron] = tracks[communities[v]] ?? ALONE;
  });
  return places;
}

/** For each neuron of the layer the key of its class: of several the one with its largest mean if `strongest`, else SHARED. */
export function placesByClass(layer: LayerSnapshot, neurons: number, strongest: boolean): Int32Array {
  const places = outsideTheGraph(layer, neurons);
  layer.representatives.forEach((list, c) => {
    for (const neuron of list) {
      const known = places[neuron];
      if (known === OUTSIDE || known === DEAD) places[neuron] = c;
      else if (!strongest) places[neuron] = SHARED;
      else if (layer.means[c][neuron] > layer.means[known][neuron]) places[neuron] = c;
    }
  });
  return places;
}

function outsideTheGraph(layer: LayerSnapshot, neurons: number): Int32Array {
  const places = new Int32Array(neurons).fill(OUTSIDE);
  for (const neuron of layer.dead) places[neuron] = DEAD;
  return places;
}

/**
 * Columns and ribbons of the places of all neurons at snapshots in a row. The first column is ordered by key; each further one by where
 * its neurons were in the column before (mean of the middles of their strata), so that ribbons are short. Keys below 0 lie at the bottom.
 */
export function flowOf(places: readonly Int32Array[]): Flow {
  const columns: Stratum[][] = [];
  for (const [c, now] of places.entries()) {
    const strata = strataOf(now);
    const middles = c === 0 ? null : middlesOf(columns[c - 1]);
    const before = places[c - 1];
    const wanted = new Map(strata.map(stratum => [stratum.key, middles === null ? 0 : mean(stratum.neurons, before, middles)]));
    columns.push(strata.sort((a, b) => {
      if (a.key < 0 || b.key < 0) return a.key < 0 && b.key < 0 ? b.key - a.key : a.key - b.key < 0 ? 1 : -1;
      const [left, right] = [wanted.get(a.key)!, wanted.get(b.key)!];
      return left === right ? a.key - b.key : left - right;
    }));
  }
  return { columns, ribbons: columns.slice(1).map((next, c) => ribbonsOf(columns[c], next, places[c + 1])) };
}

function strataOf(places: Int32Array): Stratum[] {
  const strata = new Map<number, number[]>();
  places.forEach((key, neuron) => {
    const known = strata.get(key);
    if (known === undefined) strata.set(key, [neuron]);
    else known.push(neuron);
  });
  return [...strata].map(([key, neurons]) => ({ key, neurons }));
}

function middlesOf(column: Stratum[]): Map<number, number> {
  let above = 0;
  return new Map(column.map(({ key, neurons }) => {
    above += neurons.length;
    return [key, above - neurons.length / 2];
  }));
}

// Neurons that were in no community or class say nothing of the place, since those strata lie at the bottom for another reason.
function mean(neurons: number[], before: Int32Array, middles: Map<number, number>): number {
  let [sum, many] = [0, 0];
  for (const neuron of neurons) {
    if (before[neuron] < 0) continue;
    sum += middles.get(before[neuron])!;
    many++;
  }
  return many === 0 ? Number.MAX_VALUE : sum / many;
}

function ribbonsOf(column: Stratum[], next: Stratum[], places: Int32Array): Ribbon[] {
  const indexOf = new Map(next.map(({ key }, index) => [key, index]));
  return column.flatMap((stratum, from) => {
    const to = new Map<number, number[]>();
    for (const neuron of stratum.neurons) {
      const index = indexOf.get(places[neuron])!;
      const known = to.get(index);
      if (known === undefined) to.set(index, [neuron]);
      else known.push(neuron);
    }
    return [...to].sort(([a], [b]) => a - b).map(([index, neurons]) => ({ from, to: index, neurons }));
  });
}
