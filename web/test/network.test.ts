import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommunityHistory, LayerSnapshot } from '../src/api.ts';
import { categoryColour, parseColour, SHARED } from '../src/logic/colours.ts';
import { fit, resize, toPlane, toScreen, zoomAt } from '../src/logic/network/camera.ts';
import { byClass, byCommunity, byMeasure, NONE, rangeOf, SEVERAL } from '../src/logic/network/colouring.ts';
import { DISC, drawingOf, GHOST, RINGED } from '../src/logic/network/drawing.ts';
import { factsOf, forNeighbours } from '../src/logic/network/facts.ts';
import { spread } from '../src/logic/network/labels.ts';
import { DIMMED, edgeMark, LIT, marksOf, NEIGHBOUR, PLAIN } from '../src/logic/network/marks.ts';
import { sameEpoch } from '../src/logic/network/moment.ts';
import { nearest } from '../src/logic/network/nearest.ts';
import { extentOf, lastPlaces, pathOf } from '../src/logic/network/places.ts';
import { radiiOf } from '../src/logic/network/sizes.ts';
import { firstEdgeOver, transitionOf } from '../src/logic/network/transition.ts';

type Edge = [one: number, other: number, weight: number];

/** @param at x and y of each neuron of the graph. @param edges between neurons, the lower first. */
function snapshot(at: Record<number, [number, number]>, edges: Edge[], representatives: number[][]): LayerSnapshot {
  const neurons = Object.keys(at).map(Number);
  const starts = [0];
  const targets: number[] = [];
  const weights: number[] = [];
  for (const neuron of neurons) {
    for (const [, other, weight] of edges.filter(([one]) => one === neuron)) {
      targets.push(neurons.indexOf(other));
      weights.push(weight);
    }
    starts.push(targets.length);
  }
  return {
    version: 1, neurons, x: neurons.map(n => at[n][0]), y: neurons.map(n => at[n][1]), edges: { starts, targets, weights },
    communities: { louvain: neurons.map(n => n === 5 ? -1 : n < 3 ? 0 : 1) }, representatives, intersections: [], overlap: [], dead: [],
    means: representatives.map((_, c) => Array.from({ length: 6 }, (_, n) => n + c)),
    measures: { entropy: [0, 1, null, 3, 4, 5] },
  };
}

// Neuron 3 leaves and neuron 4 joins; the edge 0-1 stays, 1-3 goes, 0-4 comes.
const first = snapshot({ 0: [0, 0], 1: [10, 0], 3: [0, 20] }, [[0, 1, 2], [1, 3, 4]], [[0, 1], [1, 3]]);
const second = snapshot({ 0: [0, 2], 1: [10, 4], 4: [5, 5] }, [[0, 1, 1], [0, 4, 0.5]], [[0, 1, 4], [4]]);
const nowhere = () => null;

test('facts: degrees are weighted, classes ascend, neighbours are found from either end', () => {
  const facts = factsOf(first);
  assert.deepEqual([...facts.degrees], [2, 6, 4]);
  assert.deepEqual(facts.classes, [[0], [0, 1], [1]]);
  assert.equal(facts.vertexOf[2], -1);
  const found: number[][] = [];
  forNeighbours(first, 1, (other, weight) => found.push([other, weight]));
  assert.deepEqual(found, [[0, 2], [2, 4]]);
});

test('a transition has the vertices of both snapshots, a ghost of who left, and each edge once', () => {
  const made = transitionOf(first, second, nowhere);
  assert.deepEqual([...made.neurons], [0, 1, 3, 4, 3]);
  assert.equal(made.vertices, 4);
  assert.deepEqual([...made.presence], [1, 1, 1, 1, 1, 0, 0, 1, 0, 1]);
  // Who leaves fades at its place, who joins too; the ghost is where its neuron was.
  assert.deepEqual([...made.places.slice(8)], [0, 20, 0, 20, 5, 5, 5, 5, 0, 20, 0, 20]);
  const edges = Array.from({ length: made.edges.count }, (_, e) => [
    ...[0, 1].map(end => made.neurons[made.edges.ends[2 * e + end]]), made.edges.weights[2 * e], made.edges.weights[2 * e + 1],
  ]);
  assert.deepEqual(edges.sort((a, b) => a[0] - b[0] || a[1] - b[1]), [[0, 1, 0.5, 1], [0, 4, 0, 0.5], [1, 3, 1, 0]]);
});

test('edges are in the order of their strength, so that those over a threshold are the last', () => {
  const { edges } = transitionOf(first, second, nowhere);
  assert.equal(firstEdgeOver(edges, 0), 0);
  assert.equal(firstEdgeOver(edges, 0.5), 0);
  assert.equal(firstEdgeOver(edges, 0.6), 1);
  assert.equal(firstEdgeOver(edges, 1), 1);
});

test('a transition of a snapshot to itself, and of an empty one', () => {
  const still = transitionOf(first, first, nowhere);
  assert.equal(still.edges.count, 2);
  assert.deepEqual([...still.edges.weights], [0.5, 0.5, 1, 1]);
  const empty = snapshot({}, [], [[], []]);
  assert.equal(transitionOf(empty, empty, nowhere).neurons.length, 0);
  assert.deepEqual([...transitionOf(empty, first, nowhere).presence], [0, 1, 0, 1, 0, 1]);
});

test('a ghost stays at its last place until its neuron returns', () => {
  const places = lastPlaces([first, second, second], 2);
  const made = transitionOf(second, second, neuron => places.get(neuron) ?? null);
  assert.deepEqual([...made.neurons], [0, 1, 4, 3]);
  assert.deepEqual([...made.places.slice(12)], [0, 20, 0, 20]);
  assert.deepEqual([...made.presence.slice(6)], [1, 1]);
});

test('the path of a neuron has gaps where it is absent; the extent is that of all snapshots', () => {
  assert.deepEqual(pathOf([first, second, first], 3).map(part => part.map(({ snapshot }) => snapshot)), [[0], [2]]);
  assert.deepEqual(pathOf([first, undefined, second], 0).length, 2);
  assert.deepEqual(extentOf([first, undefined, second]), { left: 0, top: 0, right: 10, bottom: 20 });
  assert.equal(extentOf([]), null);
});

test('by class: one class, several, and the one class of an edge', () => {
  const colouring = byClass(first);
  assert.deepEqual([...colouring.categories], [0, SEVERAL, 1]);
  assert.deepEqual(colouring.colours, [categoryColour(0), SHARED, categoryColour(1)]);
  assert.equal(colouring.common(0, 1), 0);
  assert.equal(colouring.common(0, 2), NONE);
  const both = byClass(snapshot({ 0: [0, 0], 1: [1, 1] }, [[0, 1, 1]], [[0, 1], [0, 1]]));
  assert.equal(both.common(0, 1), NONE);
});

test('by community: the track gives the colour, alone is grey', () => {
  const history: CommunityHistory = {
    version: 1, withClasses: [], withBefore: [],
    tracks: [7, 8].map((number, c) => ({ number, name: 'x', first: 1, communities: [c], sizes: [2], splitFrom: null, mergedInto: null })),
  };
  const graph = snapshot({ 0: [0, 0], 1: [1, 0], 3: [2, 0], 5: [3, 0] }, [], [[0, 1, 3, 5]]);
  const colouring = byCommunity(graph, 1, history, 'louvain');
  assert.deepEqual([...colouring.categories], [7, 7, 8, NONE]);
  assert.equal(colouring.common(0, 1), 7);
  assert.equal(colouring.common(1, 2), NONE);
  assert.deepEqual([...byCommunity(graph, 0, history, 'louvain').categories], [NONE, NONE, NONE, NONE]);
});

test('by measure: over the vertices of all snapshots; no value is grey', () => {
  assert.deepEqual(rangeOf([first, second], 'entropy'), [0, 4]);
  assert.equal(rangeOf([first], 'none'), null);
  const graph = snapshot({ 0: [0, 0], 2: [1, 0] }, [], [[0, 2]]);
  assert.equal(byMeasure(graph, 'entropy', [0, 4]).colours[1], SHARED);
});

test('a drawing has the colours of both snapshots, rings and ghosts', () => {
  const transition = transitionOf(first, second, nowhere);
  const { paint, edgePaint } = drawingOf(transition, radiiOf(transition, 'degree'), byClass(first), byClass(second));
  const kinds = Array.from({ length: 5 }, (_, s) => [paint[8 * s + 3], paint[8 * s + 7]]);
  assert.deepEqual(kinds, [[DISC, DISC], [RINGED, DISC], [DISC, DISC], [RINGED, RINGED], [GHOST, GHOST]]);
  const colours = Array.from({ length: 3 }, (_, e) => [...edgePaint.slice(8 * e, 8 * e + 3)]);
  assert.deepEqual(colours.filter(colour => colour.join() === parseColour(categoryColour(1)).join()).length, 1);
});

test('marks: a lit neuron and its neighbours over the threshold; a class; a community', () => {
  const transition = transitionOf(first, first, nowhere);
  const lit = { lit: new Set([1]), class: null, community: null };
  assert.deepEqual([...marksOf(transition, lit, 0, null)], [NEIGHBOUR, LIT, NEIGHBOUR]);
  assert.deepEqual([...marksOf(transition, lit, 0.9, null)], [DIMMED, LIT, NEIGHBOUR]);
  const nobody = { lit: new Set<number>(), class: 1, community: null };
  assert.deepEqual([...marksOf(transition, nobody, 0, null)], [DIMMED, PLAIN, PLAIN]);
  const communities = Int32Array.from([0, 0, 1]);
  const ofOne = { ...nobody, class: null, community: 1 };
  assert.deepEqual([...marksOf(transition, ofOne, 0, [communities, communities])], [DIMMED, DIMMED, PLAIN]);
  assert.equal(edgeMark(LIT, NEIGHBOUR), LIT);
  assert.equal(edgeMark(NEIGHBOUR, NEIGHBOUR), DIMMED);
  assert.equal(edgeMark(PLAIN, PLAIN), PLAIN);
  assert.equal(edgeMark(PLAIN, DIMMED), DIMMED);
});

test('the camera fits an extent, and what is under the pointer stays there', () => {
  const size = { width: 200, height: 100 };
  const camera = fit({ left: 0, top: 0, right: 10, bottom: 20 }, size, 10);
  assert.equal(camera.scale, 4);
  assert.deepEqual(toScreen(camera, size, 5, 10), [100, 50]);
  const zoomed = zoomAt(camera, size, 30, 70, 3);
  assert.deepEqual(toPlane(zoomed, size, 30, 70).map(Math.round), toPlane(camera, size, 30, 70).map(Math.round));
  assert.ok(Number.isFinite(fit({ left: 1, top: 1, right: 1, bottom: 1 }, size, 10).scale));
  assert.equal(resize(camera, size, { width: 400, height: 200 }).scale, 8);
});

test('the nearest vertex within reach, at the fraction of time', () => {
  const transition = transitionOf(first, second, nowhere);
  const drawing = drawingOf(transition, radiiOf(transition, 'same'), byClass(first), byClass(second));
  const camera = { x: 0, y: 0, scale: 10 };
  const size = { width: 0, height: 0 };
  assert.equal(nearest(drawing, 0, camera, size, 1, 2, 198), 2);
  assert.equal(nearest(drawing, 1, camera, size, 1, 2, 198), 4);
  assert.equal(nearest(drawing, 0, camera, size, 1, 50, 50), -1);
});

test('labels that overlap are moved apart and stay inside', () => {
  const [one, other] = spread([
    { text: 'a', x: 50, y: 50, width: 40, height: 20 }, { text: 'b', x: 52, y: 55, width: 40, height: 20 },
  ], 100, 100);
  assert.ok(Math.abs(one.y - other.y) >= 19.9);
  const [edge] = spread([{ text: 'a', x: 0, y: 0, width: 40, height: 20 }], 100, 100);
  assert.deepEqual([edge.x, edge.y], [20, 10]);
});

test('another run at the same epoch: the nearest snapshot, and between two while the picture moves', () => {
  const own = [0, 1, 2, 3].map(epoch => ({ epoch }));
  const other = [0, 0.1, 2].map(epoch => ({ epoch }));
  assert.equal(sameEpoch(own, 1, other), 1);
  assert.equal(sameEpoch(own, 3, other), 2);
  assert.equal(sameEpoch(own, 0, other), 0);
  assert.ok(Math.abs(sameEpoch(own, 1.5, other) - (1 + 1.4 / 1.9)) < 1e-9);
});

test('a colour of three digits is that of six', () => assert.deepEqual(parseColour('#0af'), [0, 170, 255]));
