import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atEpochs, bandOf, quantile } from '../src/logic/seeds.ts';

test('quantiles lie between values in proportion', () => {
  assert.equal(quantile([1, 2, 3, 4], 0.25), 1.75);
  assert.equal(quantile([5], 0.9), 5);
});

test('a band has the median and the quartiles or the range of the seeds that have a value', () => {
  const seeds = [[1, null], [2, 8], [4, null], [9, null]];
  assert.deepEqual(bandOf(seeds, false), { median: [3, 8], low: [1, 8], high: [9, 8] });
  assert.deepEqual(bandOf(seeds, true), { median: [3, 8], low: [1.75, 8], high: [5.25, 8] });
  assert.deepEqual(bandOf([[null], [null]], false), { median: [null], low: [null], high: [null] });
});

test('another seed is read at the same epochs', () => {
  assert.deepEqual(atEpochs([0, 1 / 3, 1], [0, 0.5, 1], [1, 2, 3]), [1, null, 3]);
  assert.deepEqual(atEpochs([0.1 + 0.2], [0.3], [7]), [7]);
});
