import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunSummary } from '../src/api.ts';
import { ago, filterRuns, runRows, unfolded } from '../src/logic/run-rows.ts';

const summary = (id: string, change: Partial<RunSummary> = {}): RunSummary => ({
  id, kind: 'study', preset: null, status: 'complete', network: 'mlp 8', seed: null, group: null, snapshots: 3, epoch: 2,
  train: 0.9, test: null, changed: '2026-11-28T10:00:00Z', problem: null, ...change,
});

const seeds = [1, 2, 3].map(seed => summary(`s/seed-${seed}`, { seed, group: 's', test: 0.1 * seed }));

test('the seeds of a study are one row with their median, unfolded where it is open', () => {
  const all = [summary('alone'), ...seeds];
  const rows = runRows(all, true, new Set());
  assert.deepEqual(rows.map(row => row.id), ['alone', 'group s']);
  assert.equal(rows[1].sort.test, 0.2);
  assert.deepEqual(unfolded(runRows(all, true, new Set(['s']))).map(row => row.id),
    ['alone', 'group s', 's/seed-1', 's/seed-2', 's/seed-3']);
  assert.equal(runRows(all, false, new Set()).length, 4);
});

test('a study is under way while one of its seeds is', () => {
  const [row] = runRows([seeds[0], { ...seeds[1], status: 'running' }], true, new Set());
  assert.equal(row.sort.status, 'running');
});

test('a single seed of a study is a run like others', () => {
  assert.deepEqual(runRows([seeds[0]], true, new Set()).map(row => row.id), ['s/seed-1']);
});

test('runs are found by what is known of them', () => {
  const all = [summary('a', { problem: 'run.json is damaged' }), summary('b', { status: 'running' }), summary('c', { network: null })];
  assert.deepEqual(filterRuns(all, 'damaged').map(run => run.id), ['a']);
  assert.deepEqual(filterRuns(all, 'under way').map(run => run.id), ['b']);
  assert.deepEqual(filterRuns(all, 'study mlp').map(run => run.id), ['a', 'b']);
});

test('times are told as people tell them', () => {
  const now = Date.parse('2026-11-28T12:00:00Z');
  assert.equal(ago('2026-11-28T11:59:50Z', now), 'just now');
  assert.equal(ago('2026-11-28T11:58:30Z', now), '1 minute ago');
  assert.equal(ago('2026-11-28T10:00:00Z', now), '2 hours ago');
  assert.equal(ago('2026-11-20T10:00:00Z', now), '8 days ago');
  assert.equal(ago('2026-01-20T10:00:00Z', now), '2026-01-20');
});
