import assert from 'node:assert/strict';
import { test } from 'node:test';
import { places } from '../src/logic/track-colours.ts';

const track = (number: number, first: number, sizes: number[]) => ({
  number, name: `${number}`, first, sizes, communities: sizes.map(() => 0), splitFrom: null, mergedInto: null,
});
const history = (...tracks: ReturnType<typeof track>[]) => ({ version: 1 as const, tracks, withClasses: [], withBefore: [] });

test('the community with most neurons over time takes the first colour', () => {
  assert.deepEqual(places(history(track(0, 0, [9]), track(1, 0, [5, 5, 5]), track(2, 2, [6]))), [1, 0, 1]);
});

test('a colour is not used again right after its community ended', () => {
  assert.deepEqual(places(history(track(0, 0, [9, 9]), track(1, 2, [5]), track(2, 3, [4]))), [0, 1, 0]);
});

test('communities that live at the same time never share a colour', () => {
  const tracks = Array.from({ length: 60 }, (_, n) => track(n, (7 * n) % 10, Array.from({ length: 1 + (n % 5) }, () => 3)));
  const found = places(history(...tracks));
  for (const one of tracks) {
    for (const other of tracks) {
      const isApart = one.first + one.sizes.length < other.first || other.first + other.sizes.length < one.first;
      assert.ok(one === other || isApart || found[one.number] !== found[other.number]);
    }
  }
});

test('while a run grows, communities keep the colours they have', () => {
  const before = history(track(0, 0, [9]), track(1, 0, [5]));
  assert.deepEqual(places(before), [0, 1]);
  const grown = history(track(0, 0, [9]), track(1, 0, [5, 5, 5]), track(2, 1, [6, 20]));
  assert.deepEqual(places(grown), [2, 1, 0]);
  assert.deepEqual(places(grown, places(before)), [0, 1, 2]);
});
