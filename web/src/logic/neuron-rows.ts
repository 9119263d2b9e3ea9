import type { CommunityHistory, LayerSnapshot } from '../api.ts';
import { tracksAt } from './tracks.ts';

/** A neuron of a layer at a snapshot. */
export interface NeuronRow {
  neuron: number;
  /** The classes that it represents, by index. */
  classes: number[];
  /** The number of its community's track; null where it is alone or not in the graph. */
  track: number | null;
  /** The class with the largest mean, and that mean; null where all are zero. */
  strongest: number | null;
  mean: number | null;
  /** Its number of edges; null where it is not in the graph. */
  edges: number | null;
  isDead: boolean;
}

/** Every neuron of the layer, in order. */
export function neuronRows(layer: LayerSnapshot, history: CommunityHistory | null, snapshot: number, method: string): NeuronRow[] {
  const neurons = layer.means[0]?.length ?? 0;
  const dead = new Set(layer.dead);
  const rows: NeuronRow[] = Array.from({ length: neurons }, (_, neuron) => ({
    neuron, classes: [], track: null, edges: null, isDead: dead.has(neuron), ...strongestOf(layer, neuron),
  }));
  layer.representatives.forEach((list, index) => {
    for (const neuron of list) rows[neuron].classes.push(index);
  });
  const counts = edgeCounts(layer);
  const tracks = history === null ? [] : tracksAt(history, snapshot);
  layer.neurons.forEach((neuron, vertex) => {
    rows[neuron].edges = counts[vertex];
    rows[neuron].track = tracks[layer.communities[method]?.[vertex] ?? -1] ?? null;
  });
  return rows;
}

function strongestOf(layer: LayerSnapshot, neuron: number): { strongest: number | null; mean: number | null } {
  let strongest = 0;
  for (let c = 1; c < layer.means.length; c++) if (layer.means[c][neuron] > layer.means[strongest][neuron]) strongest = c;
  const mean = layer.means[strongest][neuron];
  return mean > 0 ? { strongest, mean } : { strongest: null, mean: null };
}

/** Of each vertex its number of edges. */
export function edgeCounts(layer: LayerSnapshot): number[] {
  const { starts, targets } = layer.edges;
  const counts: number[] = layer.neurons.map(() => 0);
  for (let vertex = 0; vertex < counts.length; vertex++) {
    for (let e = starts[vertex]; e < starts[vertex + 1]; e++) {
      counts[vertex]++;
      counts[targets[e]]++;
    }
  }
  return counts;
}

/** The neurons that a neuron has edges with, from the largest weight. */
export function partnersOf(layer: LayerSnapshot, neuron: number): { neuron: number; weight: number }[] {
  const self = layer.neurons.indexOf(neuron);
  if (self < 0) return [];
  const { starts, targets, weights } = layer.edges;
  const partners: { neuron: number; weight: number }[] = [];
  for (let vertex = 0; vertex < layer.neurons.length; vertex++) {
    for (let e = starts[vertex]; e < starts[vertex + 1]; e++) {
      if (vertex === self) partners.push({ neuron: layer.neurons[targets[e]], weight: weights[e] });
      else if (targets[e] === self) partners.push({ neuron: layer.neurons[vertex], weight: weights[e] });
    }
  }
  return partners.sort((a, b) => b.weight - a.weight || a.neuron - b.neuron);
}

/** What a search and the choices beside it let through. */
export interface NeuronFilter {
  /** Words, each the number of a neuron, the begin of a class's name, the letter of a community, or `dead`. */
  search: string;
  show: 'all' | 'graph' | 'shared' | 'dead';
  class: number | null;
}

export function filterNeurons(
  rows: readonly NeuronRow[], filter: NeuronFilter, classes: readonly string[], nameOf: (track: number) => string,
): NeuronRow[] {
  const words = filter.search.toLowerCase().split(/[\s,]+/).filter(word => word !== '');
  const lower = classes.map(name => name.toLowerCase());
  const isFound = (row: NeuronRow, word: string) => String(row.neuron) === word
    || (row.isDead && word === 'dead')
    || (row.track !== null && nameOf(row.track).toLowerCase() === word)
    || row.classes.some(index => lower[index].startsWith(word));
  return rows.filter(row => {
    if (filter.show === 'graph' && row.edges === null) return false;
    if (filter.show === 'shared' && row.classes.length < 2) return false;
    if (filter.show === 'dead' && !row.isDead) return false;
    if (filter.class !== null && !row.classes.includes(filter.class)) return false;
    return words.every(word => isFound(row, word));
  });
}

/** A neuron at one snapshot of several. */
export interface NeuronMoment {
  track: number | null;
  isInGraph: boolean;
  classes: number[];
  measures: Record<string, number | null>;
}

/** A neuron through the snapshots. */
export function neuronHistory(
  layers: readonly LayerSnapshot[], history: CommunityHistory | null, neuron: number, method: string,
): NeuronMoment[] {
  return layers.map((layer, snapshot) => {
    const vertex = layer.neurons.indexOf(neuron);
    const community = vertex < 0 ? -1 : layer.communities[method]?.[vertex] ?? -1;
    return {
      track: history === null ? null : tracksAt(history, snapshot)[community] ?? null,
      isInGraph: vertex >= 0,
      classes: layer.representatives.flatMap((list, index) => (list.includes(neuron) ? [index] : [])),
      measures: Object.fromEntries(Object.entries(layer.measures).map(([column, values]) => [column, values[neuron] ?? null])),
    };
  });
}
