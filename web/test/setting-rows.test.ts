import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingRows } from '../src/logic/setting-rows.ts';

test('settings are named by their path; lists of values are one row; what is null is left out', () => {
  assert.deepEqual(settingRows({ epochs: 20, data: { name: 'mnist', samples: null }, hidden: [512, 256], layers: [{ name: 'a' }] }), [
    ['epochs', '20'], ['data.name', 'mnist'], ['hidden', '512, 256'], ['layers.0.name', 'a'],
  ]);
  assert.deepEqual(settingRows(null), []);
});
