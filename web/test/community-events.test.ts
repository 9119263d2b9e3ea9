import assert from 'node:assert/strict';
import { test } from 'node:test';
import { communityEvents } from '../src/logic/community-events.ts';

const track = (number: number, first: number, length: number, splitFrom: number | null = null, mergedInto: number | null = null) => ({
  number, name: 'ABCDEF'[number], first, splitFrom, mergedInto,
  communities: Array.from({ length }, () => number), sizes: Array.from({ length }, () => 5),
});

test('births, splits, merges and ends are named at their snapshot', () => {
  const history = {
    version: 1 as const, withClasses: [], withBefore: [],
    tracks: [track(0, 0, 4), track(1, 0, 2, null, 0), track(2, 1, 3, 0), track(3, 2, 1)],
  };
  assert.deepEqual(communityEvents(history, 4), [
    { snapshot: 1, words: ['C splits from A'] },
    { snapshot: 2, words: ['B merges into A', 'D is born'] },
    { snapshot: 3, words: ['D ends'] },
  ]);
});

test('what lasts from the first snapshot to the last is no event', () => {
  assert.deepEqual(communityEvents({ version: 1, withClasses: [], withBefore: [], tracks: [track(0, 0, 3)] }, 3), []);
});
