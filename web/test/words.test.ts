import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixed, probability } from '../src/logic/words.ts';

test('coefficients have two places, and none has a minus before zero', () => {
  assert.deepEqual([0.125, -0.896, -0.001, 0, null].map(value => fixed(value)), ['0.13', '-0.90', '0.00', '0.00', '–']);
});

test('small probabilities are bounds', () => {
  assert.deepEqual([0.0004, 0.001, 0.69, null].map(probability), ['< 0.001', '0.001', '0.690', '–']);
});
