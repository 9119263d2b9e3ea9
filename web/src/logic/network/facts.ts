import type { LayerSnapshot } from '../../api.ts';

/** What follows from a snapshot of a layer and is needed again and again. */
export interface Facts {
  /** For each neuron of the layer its vertex, or -1. */
  vertexOf: Int32Array;
  /** For each vertex the classes that it represents, ascending. */
  classes: number[][];
  /** For each vertex the sum of the weights of its edges. */
  degrees: Float64Array;
  /** For each vertex the mean of its class means, every class counting the same. */
  means: Float64Array;
  /** 0 where there are no edges. */
  largestWeight: number;
  largestDegree: number;
  largestMean: number;
}

const known = new WeakMap<LayerSnapshot, Facts>();

export function factsOf(snapshot: LayerSnapshot): Facts {
  let facts = known.get(snapshot);
  if (facts === undefined) {
    facts = find(snapshot);
    known.set(snapshot, facts);
  }
  return facts;
}

function find(snapshot: LayerSnapshot): Facts {
  const { neurons, edges, representatives } = snapshot;
  const highest = neurons.length === 0 ? -1 : neurons[neurons.length - 1];
  const vertexOf = new Int32Array(Math.max(snapshot.means[0]?.length ?? 0, highest + 1)).fill(-1);
  neurons.forEach((neuron, vertex) => { vertexOf[neuron] = vertex; });

  const classes: number[][] = neurons.map(() => []);
  representatives.forEach((list, c) => {
    for (const neuron of list) if (vertexOf[neuron] >= 0) classes[vertexOf[neuron]].push(c);
  });

  const degrees = new Float64Array(neurons.length);
  let largestWeight = 0;
  for (let v = 0; v < neurons.length; v++) {
    for (let e = edges.starts[v]; e < edges.starts[v + 1]; e++) {
      const weight = edges.weights[e];
      degrees[v] += weight;
      degrees[edges.targets[e]] += weight;
      if (weight > largestWeight) largestWeight = weight;
    }
  }

  const means = new Float64Array(neurons.length);
  for (const ofClass of snapshot.means) {
    neurons.forEach((neuron, vertex) => { means[vertex] += ofClass[neuron] / snapshot.means.length; });
  }
  const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value), 0);
  return { vertexOf, classes, degrees, means, largestWeight, largestDegree: largest(degrees), largestMean: largest(means) };
}

/** Calls for each edge that has the vertex as an end. */
export function forNeighbours(snapshot: LayerSnapshot, vertex: number, found: (other: number, weight: number) => void): void {
  const { starts, targets, weights } = snapshot.edges;
  for (let v = 0; v + 1 < starts.length; v++) {
    for (let e = starts[v]; e < starts[v + 1]; e++) {
      if (v === vertex) found(targets[e], weights[e]);
      else if (targets[e] === vertex) found(v, weights[e]);
    }
  }
}
