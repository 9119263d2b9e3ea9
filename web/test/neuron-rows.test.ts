import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommunityHistory, LayerSnapshot } from '../src/api.ts';
import { edgeCounts, filterNeurons, neuronHistory, type NeuronRow, neuronRows, partnersOf } from '../src/logic/neuron-rows.ts';

// Five neurons: 1, 2 and 4 are in the graph, 3 is dead.
const layer: LayerSnapshot = {
  version: 1, neurons: [1, 2, 4], x: [0, 0, 0], y: [0, 0, 0],
  edges: { starts: [0, 2, 3, 3], targets: [1, 2, 2], weights: [0.5, 0.9, 0.2] },
  communities: { louvain: [0, 0, -1] }, representatives: [[1, 2], [2, 4]], intersections: [], overlap: [], dead: [3],
  means: [[0, 3, 1, 0, 0.5], [0, 1, 2, 0, 0.7]], measures: { entropy: [null, 1, 2, 0, 3] },
};

const history: CommunityHistory = {
  version: 1, withClasses: [], withBefore: [],
  tracks: [
    { number: 0, name: 'A', first: 0, communities: [0], sizes: [3], splitFrom: null, mergedInto: null },
    { number: 1, name: 'B', first: 1, communities: [0], sizes: [2], splitFrom: 0, mergedInto: null },
  ],
};

const classes = ['cat', '7'];
const nameOf = (track: number) => history.tracks[track].name;
const find = (search: string, show: 'all' | 'graph' | 'shared' | 'dead' = 'all', index: number | null = null) =>
  filterNeurons(neuronRows(layer, history, 1, 'louvain'), { search, show, class: index }, classes, nameOf).map(row => row.neuron);

test('every neuron of the layer has a row', () => {
  const rows = neuronRows(layer, history, 1, 'louvain');
  assert.equal(rows.length, 5);
  assert.deepEqual(rows[2], { neuron: 2, classes: [0, 1], track: 1, strongest: 1, mean: 2, edges: 2, isDead: false });
  assert.deepEqual(rows[3], { neuron: 3, classes: [], track: null, strongest: null, mean: null, edges: null, isDead: true });
  assert.equal(rows[4].track, null);
});

test('edges and partners count each edge at both ends', () => {
  assert.deepEqual(edgeCounts(layer), [2, 2, 2]);
  assert.deepEqual(partnersOf(layer, 4), [{ neuron: 1, weight: 0.9 }, { neuron: 2, weight: 0.2 }]);
  assert.deepEqual(partnersOf(layer, 0), []);
});

test('a search knows numbers, classes, communities and dead ones', () => {
  assert.deepEqual(find('4'), [4]);
  assert.deepEqual(find('7'), [2, 4]);
  assert.deepEqual(find('CA'), [1, 2]);
  assert.deepEqual(find('b'), [1, 2]);
  assert.deepEqual(find('b 7'), [2]);
  assert.deepEqual(find('dead'), [3]);
  assert.deepEqual(find('', 'graph'), [1, 2, 4]);
  assert.deepEqual(find('', 'shared'), [2]);
  assert.deepEqual(find('', 'dead'), [3]);
  assert.deepEqual(find('', 'all', 1), [2, 4]);
});

test('a neuron keeps the letter of its community through time', () => {
  const found = neuronHistory([layer, { ...layer, neurons: [2, 4, 0] }], history, 1, 'louvain');
  assert.deepEqual(found.map(known => [known.track, known.isInGraph, known.classes, known.measures['entropy']]),
    [[0, true, [0], 1], [null, false, [0], 1]]);
});

test('ten thousand neurons are read and searched in a moment', () => {
  const neurons = 10_000;
  const values = Array.from({ length: neurons }, (_, n) => n % 97);
  const wide = { ...layer, means: Array.from({ length: 10 }, () => values) };
  const before = performance.now();
  const rows: NeuronRow[] = neuronRows(wide, history, 1, 'louvain');
  assert.deepEqual(filterNeurons(rows, { search: '9999', show: 'all', class: null }, classes, nameOf).map(row => row.neuron), [9999]);
  assert.ok(performance.now() - before < 1000);
});
