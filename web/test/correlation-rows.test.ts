import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CorrelationOverSeeds, RunDocument } from '../src/api.ts';
import { correlationRows, filterCorrelations, pointsOf, seedRows } from '../src/logic/correlation-rows.ts';

const correlation = {
  layer: 0, class: null, measure: 'q', variant: '', against: 'test', over: 'epochs' as const, snapshots: 2, pearson: 1, spearman: 1,
};

const run = {
  id: 'r', classes: ['cat'], layers: [{ name: 'one', neurons: 3, top: null }],
  snapshots: [0, 0.5, 1, 2].map((epoch, number) => ({ number, epoch, step: null })),
  measures: [
    {
      measure: 'q', variant: '', title: 'Q', description: '', unit: 'ratio', isBaseline: false, of: null,
    },
    {
      measure: 'null', variant: 'q', title: 'Null: Q', description: '', unit: 'ratio', isBaseline: false, of: { measure: 'q', variant: '' },
    },
  ],
  series: [
    { layer: null, class: null, measure: 'accuracy', variant: 'test', values: [0.1, 0.5, 0.8, 0.9] },
    { layer: 0, class: null, measure: 'q', variant: '', values: [0, null, 2, 3] },
  ],
  correlations: [
    correlation, { ...correlation, class: 0 }, { ...correlation, measure: 'null', variant: 'q' }, { ...correlation, over: 'formation' },
    { ...correlation, against: 'evaluated', layer: null },
  ],
} as unknown as RunDocument;

const filter = { against: 'test', over: 'epochs', layer: 'all', classes: false, nulls: false, search: '' };
const found = (change: object) => filterCorrelations(correlationRows(run), { ...filter, ...change }).map(row => row.id);

test('null models and classes are shown where they are asked for', () => {
  assert.deepEqual(found({}), ['q..0..test.epochs']);
  assert.deepEqual(found({ classes: true }), ['q..0..test.epochs', 'q..0.0.test.epochs']);
  assert.deepEqual(found({ nulls: true }), ['q..0..test.epochs', 'null.q.0..test.epochs']);
  assert.deepEqual(found({ against: 'evaluated', layer: 'model' }), ['q....evaluated.epochs']);
  assert.deepEqual(found({ search: 'one Q' }), ['q..0..test.epochs']);
  assert.deepEqual(found({ search: 'alpha' }), []);
});

test('of seeds the coefficients are medians, and the rest is kept', () => {
  const coefficient = { seeds: 8, median: 0.9, range: [0.8, 1], interval: null, effect: null };
  const { pearson, spearman, ...key } = correlation;
  assert.deepEqual([pearson, spearman], [1, 1]);
  const over = { ...key, pearson: coefficient, spearman: null } as unknown as CorrelationOverSeeds;
  const [row] = seedRows(run, { version: 1, seeds: ['a', 'b'], correlations: [over] });
  assert.deepEqual([row.id, row.title, row.pearson, row.spearman], ['q..0..test.epochs', 'Q', 0.9, null]);
  assert.equal(row.seeds, over);
});

test('a correlation over epochs has the ends of epochs as points, one over formation every snapshot with both values', () => {
  assert.deepEqual(pointsOf(run, correlation), [
    { snapshot: 2, accuracy: 0.8, value: 2 }, { snapshot: 3, accuracy: 0.9, value: 3 },
  ]);
  assert.deepEqual(pointsOf(run, { ...correlation, over: 'formation', snapshots: 4 }).map(point => point.snapshot), [0, 2, 3]);
});
