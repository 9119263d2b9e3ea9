import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rgba, sizeOf } from '../src/logic/sample-image.ts';

const image = { version: 1 as const, class: 0, height: 1, width: 2 };
const packed = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));

test('a gray pixel has the same red, green and blue', () => {
  assert.deepEqual([...rgba({ ...image, channels: 1, pixels: packed(7, 255) })], [7, 7, 7, 255, 255, 255, 255, 255]);
});

test('a pixel in colour takes a value of each channel', () => {
  assert.deepEqual([...rgba({ ...image, channels: 3, pixels: packed(1, 2, 3, 4, 5, 6) })], [1, 3, 5, 255, 2, 4, 6, 255]);
});

test('a picture keeps the shape of its image', () => {
  assert.deepEqual(sizeOf({ height: 28, width: 28 }, 64), { width: 64, height: 64 });
  assert.deepEqual(sizeOf({ height: 60, width: 30 }, 64), { width: 32, height: 64 });
  assert.deepEqual(sizeOf({ height: 1, width: 500 }, 64), { width: 64, height: 1 });
});
