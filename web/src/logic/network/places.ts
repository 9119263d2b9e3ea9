import type { LayerSnapshot } from '../../api.ts';
import { factsOf } from './facts.ts';

export interface Place {
  x: number;
  y: number;
}

export interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The rectangle around every vertex of the snapshots; null where there is none. Snapshots that are not loaded yet are left out. */
export function extentOf(snapshots: readonly (LayerSnapshot | undefined)[]): Extent | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const snapshot of snapshots) {
    if (snapshot === undefined) continue;
    for (let v = 0; v < snapshot.neurons.length; v++) {
      left = Math.min(left, snapshot.x[v]);
      right = Math.max(right, snapshot.x[v]);
      top = Math.min(top, snapshot.y[v]);
      bottom = Math.max(bottom, snapshot.y[v]);
    }
  }
  return left <= right ? { left, top, right, bottom } : null;
}

/** Where each neuron was last present, over the snapshots before the given one. */
export function lastPlaces(snapshots: readonly (LayerSnapshot | undefined)[], before: number): Map<number, Place> {
  const places = new Map<number, Place>();
  for (let k = 0; k < before; k++) {
    const snapshot = snapshots[k];
    snapshot?.neurons.forEach((neuron, v) => places.set(neuron, { x: snapshot.x[v], y: snapshot.y[v] }));
  }
  return places;
}

/** A neuron's places over the snapshots in parts: a part ends where it is absent from a snapshot. */
export function pathOf(snapshots: readonly (LayerSnapshot | undefined)[], neuron: number): (Place & { snapshot: number })[][] {
  const parts: (Place & { snapshot: number })[][] = [];
  let part: (Place & { snapshot: number })[] | null = null;
  snapshots.forEach((snapshot, k) => {
    const v = snapshot === undefined ? -1 : factsOf(snapshot).vertexOf[neuron] ?? -1;
    if (v < 0) {
      part = null;
      return;
    }
    if (part === null) {
      part = [];
      parts.push(part);
    }
    part.push({ x: snapshot!.x[v], y: snapshot!.y[v], snapshot: k });
  });
  return parts;
}
