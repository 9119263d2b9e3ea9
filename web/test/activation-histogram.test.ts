import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf, countTicks, heightOf, histogramWords, spanOf } from '../src/logic/activation-histogram.ts';
import { ticksBetween } from '../src/logic/ticks.ts';

test('a bin with samples is a bar over its part of the range', () => {
  const bars = barsOf({ low: -1, high: 3, counts: [10, 0, 1, 999] });
  assert.deepEqual(bars.map(({ from, to, count }) => [from, to, count]), [[-1, 0, 10], [1, 2, 1], [2, 3, 999]]);
  assert.equal(bars[2].share, 1);
  assert.ok(bars[0].share > bars[1].share && bars[1].share > 0.09, 'one sample of a thousand is seen');
});

test('a neuron with one activation alone has a bar around it', () => {
  assert.deepEqual(spanOf({ low: 2, high: 2, counts: [7] }), { low: 1.5, high: 2.5 });
  assert.deepEqual(barsOf({ low: 0, high: 0, counts: [7] }), [{ from: -0.5, to: 0.5, count: 7, share: 1 }]);
  assert.equal(histogramWords({ low: 0, high: 0, counts: [1] }), '1 sample, all with the activation 0');
});

test('counts have powers of ten as ticks, at the height of such a bar', () => {
  assert.deepEqual(countTicks([3, 1200]), [1, 10, 100, 1000]);
  assert.deepEqual(countTicks([]), [1]);
  assert.equal(heightOf([3, 1200])(1200), 1);
  assert.equal(heightOf([3, 1200])(0), 0);
});

test('the words say how many samples, from where to where, and where most are', () => {
  assert.equal(histogramWords({ low: 0, high: 5, counts: [40, 5, 0, 0, 1] }), '46 samples from 0 to 5, most of them, 40, from 0 to 1');
});

test('ticks between two values are round and within them', () => {
  assert.deepEqual(ticksBetween(0, 5.2), [0, 2, 4]);
  assert.deepEqual(ticksBetween(-1.3, 1.1), [-1, -0.5, 0, 0.5, 1]);
  assert.deepEqual(ticksBetween(0.001, 0.0022, 3), [0.001, 0.0015, 0.002]);
  assert.deepEqual(ticksBetween(3, 3), [3]);
});
