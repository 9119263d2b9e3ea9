import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommunityHistory, LayerSnapshot } from '../src/api.ts';
import { ALONE, DEAD, OUTSIDE, SHARED, flowOf, placesByClass, placesByCommunity } from '../src/logic/flow.ts';
import { bandPath, layOut, neuronPath, outsideParts } from '../src/logic/flow-layout.ts';
import { SIGNS, flowMarks } from '../src/logic/flow-marks.ts';
import { bandWords, boxWords, eventWords, shortEpoch } from '../src/logic/flow-words.ts';
import { thinned } from '../src/logic/thin.ts';

const layer = (part: Partial<LayerSnapshot>): LayerSnapshot => ({
  version: 1, neurons: [], x: [], y: [], edges: { starts: [], targets: [], weights: [] }, communities: {}, representatives: [],
  intersections: [], overlap: [], dead: [], means: [], measures: {}, ...part,
});

const track = (
  number: number, first: number, communities: number[], splitFrom: number | null = null, mergedInto: number | null = null,
) => ({
  number, name: 'ABCDEF'[number], first, splitFrom, mergedInto, communities, sizes: communities.map(() => 2),
});

const history = (...tracks: CommunityHistory['tracks']): CommunityHistory => ({ version: 1, tracks, withClasses: [], withBefore: [] });

test('a community keeps its key when its index in the snapshot changes; others are alone, outside or dead', () => {
  const tracks = history(track(0, 0, [0, 1]), track(1, 0, [1, 0]));
  const snapshot = layer({ neurons: [1, 2, 4, 5, 7], communities: { louvain: [0, 0, 1, 1, -1] }, dead: [3] });
  assert.deepEqual([...placesByCommunity(snapshot, 8, 'louvain', tracks, 0)], [OUTSIDE, 0, 0, DEAD, 1, 1, OUTSIDE, ALONE]);
  assert.deepEqual([...placesByCommunity(snapshot, 8, 'louvain', tracks, 1)], [OUTSIDE, 1, 1, DEAD, 0, 0, OUTSIDE, ALONE]);
});

test('a neuron of several classes is shared or of the one with its largest mean, the first of equals', () => {
  const snapshot = layer({
    neurons: [0, 1, 2], representatives: [[0, 1, 2], [1], [1, 2]], dead: [3],
    means: [[3, 1, 2, 0, 0], [1, 4, 1, 0, 0], [1, 2, 2, 0, 0]],
  });
  assert.deepEqual([...placesByClass(snapshot, 5, false)], [0, SHARED, SHARED, DEAD, OUTSIDE]);
  assert.deepEqual([...placesByClass(snapshot, 5, true)], [0, 1, 0, DEAD, OUTSIDE]);
});

test('ribbons carry every neuron once and connect the strata of its places', () => {
  const flow = flowOf([[0, 0, 1, 1, OUTSIDE], [0, 1, 1, 1, DEAD]].map(places => Int32Array.from(places)));
  assert.deepEqual(flow.columns.map(column => column.map(stratum => stratum.key)), [[0, 1, OUTSIDE], [0, 1, DEAD]]);
  assert.deepEqual(flow.ribbons, [[
    { from: 0, to: 0, neurons: [0] }, { from: 0, to: 1, neurons: [1] },
    { from: 1, to: 1, neurons: [2, 3] }, { from: 2, to: 2, neurons: [4] },
  ]]);
});

test('strata follow their neurons; what comes from outside lies below those, the special ones at the bottom', () => {
  const flow = flowOf([
    [0, 0, 1, 1, 2, 2, OUTSIDE, OUTSIDE],
    [5, 5, ALONE, SHARED, 3, 3, 0, OUTSIDE],
  ].map(places => Int32Array.from(places)));
  assert.deepEqual(flow.columns[1].map(stratum => stratum.key), [5, 3, 0, SHARED, ALONE, OUTSIDE]);
});

test('equal barycentres are ordered by key', () => {
  const flow = flowOf([[0, 0, 0, 0], [7, 4, 4, 7]].map(places => Int32Array.from(places)));
  assert.deepEqual(flow.columns[1].map(stratum => stratum.key), [4, 7]);
});

const area = { x: 0, y: 0, width: 110, height: 100, bar: 10, gap: 0, outside: 1 };

test('boxes fill the height at one scale, bands fill their boxes', () => {
  const flow = flowOf([[0, 0, 1, OUTSIDE], [1, 0, 1, OUTSIDE]].map(places => Int32Array.from(places)));
  const { boxes, bands, scale } = layOut(flow, area);
  assert.equal(scale, 25);
  assert.deepEqual(boxes[0].map(({ key, y, height, x }) => [key, y, height, x]), [[0, 0, 50, 0], [1, 50, 25, 0], [OUTSIDE, 75, 25, 0]]);
  assert.equal(boxes[1][0].x, 100);
  assert.deepEqual(bands.map(band => [band.from.key, band.to.key, band.y0, band.h0, band.y1, band.h1]), [
    [0, 0, 0, 25, 0, 25], [0, 1, 25, 25, 25, 25], [1, 1, 50, 25, 50, 25], [OUTSIDE, OUTSIDE, 75, 25, 75, 25],
  ]);
});

test('those outside are drawn smaller, or not at all', () => {
  const flow = flowOf([[0, 0, ...Array(8).fill(OUTSIDE)], [0, OUTSIDE, ...Array(8).fill(OUTSIDE)]].map(places => Int32Array.from(places)));
  assert.equal(outsideParts(flow), 23);
  const smaller = layOut(flow, { ...area, outside: 1 / 8 });
  const [inside, outside] = smaller.boxes[0];
  assert.ok(Math.abs(inside.height / 2 - outside.height) < 1e-9);
  assert.ok(Math.abs(outside.y + outside.height - 100) < 1e-9);
  const without = layOut(flow, { ...area, outside: 0 });
  assert.deepEqual(without.boxes.map(column => column.length), [1, 1]);
  assert.equal(without.bands.length, 1);
});

test('a layer without neurons in the graph has a layout', () => {
  const flow = flowOf([Int32Array.from([OUTSIDE, OUTSIDE])]);
  assert.equal(layOut(flow, { ...area, outside: 0 }).boxes[0].length, 0);
  assert.equal(layOut(flow, area).boxes[0][0].height, 100);
});

test('paths are closed outlines and a neuron’s way runs within its bands', () => {
  const { bands, bar, ...rest } = layOut(flowOf([[0, 0], [0, 0], [0, 1]].map(places => Int32Array.from(places))), { ...area, width: 210 });
  assert.equal(bandPath(bands[0], bar), 'M10 0C55 0 55 0 100 0L100 100C55 100 55 100 10 100Z');
  assert.equal(bandPath(bands[0], bar, 0.5), 'M10 0C55 0 55 0 100 0L100 50C55 50 55 50 10 50Z');
  assert.equal(neuronPath({ bands, bar, ...rest }, 1), 'M10 75C55 75 55 75 100 75L110 75C155 75 155 75 200 75');
  assert.equal(neuronPath({ bands, bar, ...rest }, 9), '');
});

test('thinning keeps the first, the last and the current one, evenly', () => {
  assert.deepEqual(thinned(5, 9, 2), [0, 1, 2, 3, 4]);
  assert.deepEqual(thinned(101, 5, 0), [0, 25, 50, 75, 100]);
  assert.deepEqual(thinned(101, 5, 60), [0, 25, 60, 75, 100]);
  assert.deepEqual(thinned(101, 5, 99), [0, 25, 50, 99, 100]);
  assert.deepEqual(thinned(1, 5, 0), [0]);
  assert.deepEqual(thinned(0, 5, 0), []);
});

test('marks stand at the first and last columns that show a community', () => {
  const marks = flowMarks(history(
    track(0, 0, [0, 0, 0, 0, 0]), track(1, 0, [1, 1], null, 0), track(2, 3, [1, 1], 0), track(3, 1, [2]),
  ), [0, 2, 4], 5);
  assert.deepEqual(marks, [
    { column: 0, key: 1, side: 'right', sign: SIGNS.merge, words: 'B merges into A after this' },
    { column: 2, key: 2, side: 'left', sign: SIGNS.split, words: 'C splits from A' },
  ]);
});

test('ribbons, strata and events in words', () => {
  const name = (key: number) => (key === OUTSIDE ? 'outside' : 'AB'[key]);
  const { boxes, bands } = layOut(flowOf([[0, 0, 1, OUTSIDE], [1, 0, 1, 1]].map(places => Int32Array.from(places))), area);
  const moments = ['epoch 2', 'epoch 4'];
  assert.equal(bandWords(bands[2], name, moments), '1 neuron, B → B, epoch 2 to epoch 4');
  const b = boxes[1].find(box => box.key === 1)!;
  assert.deepEqual(boxWords(b, bands, name, moments), ['B, epoch 4: 3 neurons', 'from A 1, B 1, outside 1']);
  assert.deepEqual(eventWords(history(
    track(0, 0, [0, 0, 0]), track(1, 0, [1]), track(2, 0, [2], null, 0), track(3, 1, [1, 1]), track(4, 1, [2, 2]), track(5, 1, [3, 3], 0),
  ), 1), ['D, E are born', 'B ends', 'F splits from A', 'C merges into A']);
  assert.deepEqual([0, 0.000533, 0.0176, 1.93, 20].map(shortEpoch), ['0', '5e-4', '0.018', '1.9', '20']);
});
