import { moment } from '../words.ts';
import { DIMMED, LIT, PLAIN } from './marks.ts';
import type { Transition } from './transition.ts';

/** A sprite's place at a fraction of a transition. */
export function placeAt({ places }: Transition, sprite: number, fraction: number): [number, number] {
  const at = 4 * sprite;
  return [
    places[at] + fraction * (places[at + 2] - places[at]),
    places[at + 1] + fraction * (places[at + 3] - places[at + 1]),
  ];
}

/** How much it is there, from 0 to 1. */
export function presenceAt({ presence }: Transition, sprite: number, fraction: number): number {
  return between(presence, sprite, fraction);
}

/** Of values that are kept in pairs, one for each of the two snapshots. */
export function between(pairs: Float32Array, index: number, fraction: number): number {
  return pairs[2 * index] + fraction * (pairs[2 * index + 1] - pairs[2 * index]);
}

/** The opacity of an edge of this share of the largest weight, before that of the whole picture. */
export function edgeStrength(weight: number, threshold: number): number {
  if (weight <= 0 || weight < threshold) return 0;
  return 0.45 + 0.55 * (threshold < 1 ? (weight - threshold) / (1 - threshold) : 1);
}

/** The opacity of an edge by its strength and mark, where edges have this opacity; the shader does the same. */
export function edgeAlpha(strength: number, mark: typeof DIMMED | typeof PLAIN | typeof LIT, opacity: number): number {
  return strength * (mark === LIT ? Math.max(opacity, 0.7) : mark === PLAIN ? opacity : 0.12 * opacity);
}

/** In pixels. */
export function edgeWidth(strength: number, mark: number): number {
  return 0.6 + 1.1 * strength + (mark === LIT ? 0.6 : 0);
}

/** The opacity of edges when so many are drawn: the more, the fainter. */
export function edgeOpacity(drawn: number): number {
  return Math.min(0.85, 30 / Math.sqrt(Math.max(drawn, 1)));
}

/** The two snapshots around a time, and how far it is from the first to the second. */
export function around(time: number): { before: number; after: number; fraction: number } {
  const before = Math.floor(time);
  return { before, after: Math.ceil(time), fraction: time - before };
}

/** Such as `epoch 3`; between two snapshots both. */
export function momentAt(snapshots: readonly { epoch: number }[], time: number): string {
  const { before, after } = around(time);
  return before === after ? moment(snapshots[before]) : `${moment(snapshots[before])} → ${moment(snapshots[after])}`;
}

/**
 * The time in another run at the same epoch: of a snapshot the nearest snapshot, of a time between two the time between the other's.
 * Where the other run is shorter, its last snapshot.
 */
export function sameEpoch(own: readonly { epoch: number }[], time: number, other: readonly { epoch: number }[]): number {
  const { before, after, fraction } = around(time);
  const epoch = own[before].epoch + fraction * (own[after].epoch - own[before].epoch);
  const next = other.findIndex(snapshot => snapshot.epoch >= epoch);
  if (next < 0) return other.length - 1;
  if (next === 0) return 0;
  const at = next - 1 + (epoch - other[next - 1].epoch) / (other[next].epoch - other[next - 1].epoch);
  return fraction === 0 ? Math.round(at) : at;
}
