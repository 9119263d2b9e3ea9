import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSight, matches, orderText, parseOrder, sorted } from '../src/logic/rows.ts';

test('rows are sorted with missing values last either way, equal ones in their order', () => {
  const rows = [{ n: 1, v: 2 }, { n: 2, v: null }, { n: 3, v: 10 }, { n: 4, v: 2 }];
  assert.deepEqual(sorted(rows, row => row.v, false).map(row => row.n), [1, 4, 3, 2]);
  assert.deepEqual(sorted(rows, row => row.v, true).map(row => row.n), [3, 1, 4, 2]);
});

test('numbers in names are compared as numbers', () => {
  assert.deepEqual(sorted(['seed-10', 'seed-2', 'seed-1'], name => name, false), ['seed-1', 'seed-2', 'seed-10']);
});

test('an order is read as it is written', () => {
  assert.deepEqual(parseOrder('-degree'), { column: 'degree', descending: true });
  for (const text of ['-degree', 'degree']) assert.equal(orderText(parseOrder(text)), text);
});

test('every word of a search must be found', () => {
  assert.ok(matches('MLP mnist', ['mnist/seed-1', 'mlp 512, 512']));
  assert.ok(!matches('mlp cifar', ['mnist/seed-1', 'mlp 512, 512']));
  assert.ok(matches('  ', []));
});

test('of ten thousand rows only those in sight and some beside are drawn', () => {
  assert.deepEqual(inSight(10_000, 30, 0, 480), { first: 0, end: 24 });
  assert.deepEqual(inSight(10_000, 30, 150_000, 480), { first: 4992, end: 5024 });
  assert.deepEqual(inSight(10_000, 30, 299_520, 480), { first: 9976, end: 10_000 });
  assert.deepEqual(inSight(3, 30, 9000, 480), { first: 3, end: 3 });
  assert.deepEqual(inSight(0, 30, 0, 480), { first: 0, end: 0 });
});

test('ten thousand rows are sorted in a moment', () => {
  const rows = Array.from({ length: 10_000 }, (_, n) => ({ n, name: `neuron ${(n * 7919) % 10_000}` }));
  const before = performance.now();
  assert.equal(sorted(rows, row => row.name, false)[9999].name, 'neuron 9999');
  assert.ok(performance.now() - before < 1000);
});
