import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipped } from '../src/logic/clipped.ts';

const track = (number: number, first: number, sizes: number[], mergedInto: number | null = null) => ({
  number, name: `${number}`, first, sizes, communities: sizes.map(() => 0), splitFrom: null, mergedInto,
});
const history = {
  version: 1 as const, withClasses: [null, 0.1, 0.2], withBefore: [null, 0.3, 0.4],
  tracks: [track(0, 0, [5, 6, 7]), track(1, 0, [4, 4], 0), track(2, 0, [3], 0), track(3, 2, [2])],
};

test('snapshots that the page does not know yet are left out', () => {
  const { tracks, withClasses, withBefore } = clipped(history, 2);
  assert.deepEqual(tracks.map(one => [one.number, one.sizes, one.communities.length, one.mergedInto]), [
    [0, [5, 6], 2, null], [1, [4, 4], 2, null], [2, [3], 1, 0],
  ]);
  assert.deepEqual([withClasses, withBefore], [[null, 0.1], [null, 0.3]]);
});

test('a history that is no longer than the run is the same', () => {
  assert.equal(clipped(history, 3), history);
  assert.equal(clipped(history, 9), history);
});
