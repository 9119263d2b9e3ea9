import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestSnapshot, placeOf, timeScale, usualTimeScale } from '../src/logic/time-scale.ts';

const FORMATION = [0, 0.001, 0.1, 1, 10];

test('runs with snapshots within epochs are drawn by snapshot', () => {
  assert.equal(usualTimeScale(FORMATION), 'snapshots');
  assert.equal(usualTimeScale([0, 1, 2]), 'epochs');
});

test('by snapshot each has the same room, and epochs between lie in proportion', () => {
  const scale = timeScale('snapshots', FORMATION);
  assert.deepEqual(FORMATION.map(scale.at), [0, 1, 2, 3, 4]);
  assert.equal(scale.at(5.5), 3.5);
  assert.equal(scale.at(19), 5);
});

test('the untrained network has a place left of the logarithms', () => {
  const scale = timeScale('log', FORMATION);
  assert.equal(scale.at(0.1), -1);
  assert.ok(scale.at(0) < scale.at(0.001));
  assert.ok(scale.at(0.0000001) >= scale.at(0));
  assert.deepEqual(scale.ticks.map(tick => tick.text), ['0', '0.001', '0.01', '0.1', '1', '10']);
});

test('ticks of epochs are round', () => {
  assert.deepEqual(timeScale('epochs', [0, 10, 20]).ticks.map(tick => tick.text), ['0', '5', '10', '15', '20']);
  assert.deepEqual(timeScale('epochs', [17, 18, 19, 20]).ticks.map(tick => tick.text), ['17', '18', '19', '20']);
  assert.deepEqual(timeScale('epochs', [0]).ticks, [{ at: 0, text: '0' }]);
});

test('a place on the axis goes to the nearest snapshot, a time to its place', () => {
  const scale = timeScale('snapshots', FORMATION);
  assert.equal(nearestSnapshot(scale, FORMATION, 2.6), 3);
  assert.equal(nearestSnapshot(scale, FORMATION, -4), 0);
  assert.equal(placeOf(scale, FORMATION, 1.25), 1.25);
  assert.equal(placeOf(timeScale('epochs', FORMATION), FORMATION, 3.5), 5.5);
  assert.equal(placeOf(timeScale('epochs', [0]), [0], 0), 0);
});
