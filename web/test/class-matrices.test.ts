import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommunityHistory, LayerSnapshot, RunDocument } from '../src/api.ts';
import { communityRows, heldNeurons, mostShared, rowChanges, sharedNeurons } from '../src/logic/class-matrices.ts';
import { aloneWords, changeWords, heldWords, overlapWords } from '../src/logic/class-words.ts';
import { communitySizes } from '../src/logic/community-sizes.ts';
import { ALONE } from '../src/logic/flow.ts';
import { ticks } from '../src/logic/ticks.ts';
import { sizesAt } from '../src/logic/tracks.ts';

const layer: LayerSnapshot = {
  version: 1, neurons: [1, 2, 3, 4, 5], x: [], y: [], edges: { starts: [], targets: [], weights: [] },
  communities: { louvain: [0, 0, 1, 1, -1] }, representatives: [[3, 1, 2], [2, 3, 4], [3, 5]],
  intersections: [], overlap: [], dead: [], means: [], measures: {},
};
const history: CommunityHistory = {
  version: 1, withClasses: [], withBefore: [],
  tracks: [
    { number: 0, name: 'A', first: 0, communities: [1], sizes: [2], splitFrom: null, mergedInto: null },
    { number: 1, name: 'B', first: 0, communities: [0], sizes: [2], splitFrom: null, mergedInto: null },
    { number: 2, name: 'C', first: 1, communities: [0], sizes: [9], splitFrom: null, mergedInto: null },
  ],
};

test('neurons shared by two classes, with and without others; a class with itself has those of its own', () => {
  assert.deepEqual(sharedNeurons(layer, 0, 1, false), [2, 3]);
  assert.deepEqual(sharedNeurons(layer, 0, 1, true), [2]);
  assert.deepEqual(sharedNeurons(layer, 0, 0, false), [1]);
});

test('of too many classes those that share most, in their order', () => {
  assert.deepEqual(mostShared([[9, 1, 0], [1, 9, 3], [0, 3, 9]], 3), [0, 1, 2]);
  assert.deepEqual(mostShared([[9, 1, 0], [1, 9, 3], [0, 3, 9]], 2), [1, 2]);
});

test('rows are communities by their tracks, last those alone', () => {
  assert.deepEqual(communityRows(layer, 'louvain', history, 0), [
    { track: 0, counts: [1, 2, 1] }, { track: 1, counts: [2, 1, 0] }, { track: ALONE, counts: [0, 0, 1] },
  ]);
  assert.deepEqual(heldNeurons(layer, 'louvain', history, 0, 0, 1), [3, 4]);
  assert.deepEqual(heldNeurons(layer, 'louvain', history, 0, ALONE, null), [5]);
});

test('changes cover communities that are in one snapshot only', () => {
  assert.deepEqual(rowChanges(
    [{ track: 0, counts: [5, 1] }, { track: 3, counts: [2, 2] }],
    [{ track: 0, counts: [4, 3] }, { track: 1, counts: [1, 0] }, { track: ALONE, counts: [0, 1] }],
  ), [{ track: 0, counts: [1, -2] }, { track: 1, counts: [-1, 0] }, { track: 3, counts: [2, 2] }, { track: ALONE, counts: [0, -1] }]);
});

test('communities of a snapshot from the largest', () => {
  assert.deepEqual(sizesAt(history, 0), [{ track: 0, size: 2 }, { track: 1, size: 2 }]);
  assert.deepEqual(sizesAt(history, 1), [{ track: 2, size: 9 }]);
});

test('ticks are round and reach the largest value', () => {
  assert.deepEqual(ticks(1, 4), [0, 0.5, 1]);
  assert.deepEqual(ticks(87, 4), [0, 50, 100]);
  assert.deepEqual(ticks(13, 4), [0, 5, 10, 15]);
  assert.deepEqual(ticks(0), [0, 1]);
});

test('cells in words', () => {
  assert.equal(overlapWords(4, 'cat', 'dog', 50, 50, false), '4 neurons represent both cat and dog; 8 % of each');
  assert.equal(overlapWords(1, 'cat', 'dog', 50, 10, true), '1 neuron represents cat and dog and no other class; 2 % of cat, 10 % of dog');
  assert.equal(aloneWords(12, 'cat', 50), '12 neurons represent cat alone; 24 % of its 50');
  assert.equal(heldWords(12, 'cat', 50, 'B'), '12 of the 50 neurons of cat are in community B; 24 %');
  assert.equal(heldWords(1, 'cat', 0, null), '1 of the 0 neurons of cat is in no community; 0 %');
  assert.equal(changeWords(12, 9, 'cat', 'B', 'untrained'), '12 neurons of cat in community B, 3 more than when untrained (9)');
  assert.equal(changeWords(0, 4, 'cat', null, 'untrained'), '0 neurons of cat in no community, 4 fewer than when untrained (4)');
  assert.equal(changeWords(5, 5, 'cat', 'B', 'epoch 1'), '5 neurons of cat in community B, as many as at epoch 1 (5)');
});

test('numbers and sizes of communities are those that the run measured, else those of its tracks', () => {
  const run = { snapshots: [{}, {}, {}], series: [] as unknown[] };
  assert.deepEqual(communitySizes(run as unknown as RunDocument, 0, 'louvain', history), {
    numbers: [2, 1, 0], sizes: [2, 9, null], countsAlone: false,
  });
  const series = (variant: string, values: number[]) => ({ layer: 0, class: null, measure: 'louvain', variant, values });
  run.series.push(series('communities', [4, 3, 2]), series('averageSize', [1.5, 2, 3]));
  assert.deepEqual(communitySizes(run as unknown as RunDocument, 0, 'louvain', history), {
    numbers: [4, 3, 2], sizes: [1.5, 2, 3], countsAlone: true,
  });
});
