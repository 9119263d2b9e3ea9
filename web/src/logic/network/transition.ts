import type { LayerSnapshot } from '../../api.ts';
import { factsOf } from './facts.ts';
import type { Place } from './places.ts';

/**
 * Two snapshots as one picture that a fraction from 0 to 1 moves from the first to the second. A vertex that is in one of them alone fades
 * at its place there; where a neuron is absent and was present before, there is a ghost at its last place.
 */
export interface Transition {
  readonly before: LayerSnapshot;
  readonly after: LayerSnapshot;
  /** The neurons of the sprites: first the vertices of either snapshot, ascending, then the ghosts. */
  readonly neurons: Int32Array;
  /** How many of the sprites are vertices. */
  readonly vertices: number;
  /** For each of the vertices its index among the vertices of the first and of the second snapshot; -1: not in it. */
  readonly inBefore: Int32Array;
  readonly inAfter: Int32Array;
  /** For each sprite x and y in the first snapshot, x and y in the second. */
  readonly places: Float32Array;
  /** For each sprite how much it is there in the first and in the second snapshot, 0 or 1. */
  readonly presence: Float32Array;
  readonly edges: TransitionEdges;
}

/** From the weakest to the strongest, so that the strongest are drawn last. */
export interface TransitionEdges {
  readonly count: number;
  /** Two sprites for each edge. */
  readonly ends: Uint32Array;
  /** For each edge its weight in the first and in the second snapshot, as a share of the largest weight there; 0: not in it. */
  readonly weights: Float32Array;
}

/** @param lastPlace where an absent neuron was last present before the second snapshot; null: never before. */
export function transitionOf(before: LayerSnapshot, after: LayerSnapshot, lastPlace: (neuron: number) => Place | null): Transition {
  const [first, second] = [factsOf(before), factsOf(after)];
  const width = Math.max(first.vertexOf.length, second.vertexOf.length);
  const vertices: number[] = [];
  const ghosts: number[] = [];
  for (let neuron = 0; neuron < width; neuron++) {
    const isBefore = (first.vertexOf[neuron] ?? -1) >= 0;
    const isAfter = (second.vertexOf[neuron] ?? -1) >= 0;
    if (isBefore || isAfter) vertices.push(neuron);
    if ((!isBefore || !isAfter) && (isBefore || lastPlace(neuron) !== null)) ghosts.push(neuron);
  }

  const neurons = Int32Array.from([...vertices, ...ghosts]);
  const inBefore = Int32Array.from(vertices, neuron => first.vertexOf[neuron] ?? -1);
  const inAfter = Int32Array.from(vertices, neuron => second.vertexOf[neuron] ?? -1);
  const places = new Float32Array(4 * neurons.length);
  const presence = new Float32Array(2 * neurons.length);
  for (let s = 0; s < vertices.length; s++) {
    const [b, a] = [inBefore[s], inAfter[s]];
    places.set([
      b >= 0 ? before.x[b] : after.x[a], b >= 0 ? before.y[b] : after.y[a],
      a >= 0 ? after.x[a] : before.x[b], a >= 0 ? after.y[a] : before.y[b],
    ], 4 * s);
    presence.set([b >= 0 ? 1 : 0, a >= 0 ? 1 : 0], 2 * s);
  }
  ghosts.forEach((neuron, g) => {
    const s = vertices.length + g;
    const b = first.vertexOf[neuron] ?? -1;
    const { x, y } = b >= 0 ? { x: before.x[b], y: before.y[b] } : lastPlace(neuron)!;
    places.set([x, y, x, y], 4 * s);
    presence.set([b >= 0 ? 0 : 1, (second.vertexOf[neuron] ?? -1) >= 0 ? 0 : 1], 2 * s);
  });
  return {
    before, after, neurons, vertices: vertices.length, inBefore, inAfter, places, presence,
    edges: mergeEdges(before, after, vertices),
  };
}

/** The edges that have a weight of at least this share in one of the two snapshots begin at this index or later. */
export function firstEdgeOver(edges: TransitionEdges, threshold: number): number {
  let [low, high] = [0, edges.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (strength(edges.weights, middle) < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

function strength(weights: Float32Array, edge: number): number {
  return Math.max(weights[2 * edge], weights[2 * edge + 1]);
}

// Goes through both lists vertex by vertex, with a table from the target to the edge that the first snapshot made: no hashing.
function mergeEdges(before: LayerSnapshot, after: LayerSnapshot, vertices: number[]): TransitionEdges {
  const spriteOf = new Int32Array((vertices[vertices.length - 1] ?? -1) + 1).fill(-1);
  vertices.forEach((neuron, s) => { spriteOf[neuron] = s; });
  const most = before.edges.targets.length + (before === after ? 0 : after.edges.targets.length);
  const ends = new Uint32Array(2 * most);
  const weights = new Float32Array(2 * most);
  let count = 0;
  const edgeTo = new Int32Array(vertices.length).fill(-1);
  const sides = before === after ? [before] : [before, after];
  for (let s = 0; s < vertices.length; s++) {
    const start = count;
    sides.forEach((snapshot, side) => {
      const { vertexOf, largestWeight } = factsOf(snapshot);
      const v = vertexOf[vertices[s]] ?? -1;
      if (v < 0) return;
      const { starts, targets, weights: own } = snapshot.edges;
      for (let e = starts[v]; e < starts[v + 1]; e++) {
        const target = spriteOf[snapshot.neurons[targets[e]]];
        if (edgeTo[target] < 0) {
          edgeTo[target] = count;
          ends[2 * count] = s;
          ends[2 * count + 1] = target;
          count++;
        }
        weights[2 * edgeTo[target] + side] = own[e] / largestWeight;
      }
    });
    for (let e = start; e < count; e++) edgeTo[ends[2 * e + 1]] = -1;
  }
  if (before === after) for (let e = 0; e < count; e++) weights[2 * e + 1] = weights[2 * e];
  return sorted(count, ends, weights);
}

function sorted(count: number, ends: Uint32Array, weights: Float32Array): TransitionEdges {
  // Float32 keys and a typed sort of their indices packed into one double each: a comparator would take about ten times as long.
  const keys = new Float64Array(count);
  for (let e = 0; e < count; e++) keys[e] = Math.round(strength(weights, e) * 0x3fffff) * 0x7fffffff + e;
  keys.sort();
  const made = { count, ends: new Uint32Array(2 * count), weights: new Float32Array(2 * count) };
  for (let place = 0; place < count; place++) {
    const e = keys[place] % 0x7fffffff;
    made.ends[2 * place] = ends[2 * e];
    made.ends[2 * place + 1] = ends[2 * e + 1];
    made.weights[2 * place] = weights[2 * e];
    made.weights[2 * place + 1] = weights[2 * e + 1];
  }
  return made;
}
