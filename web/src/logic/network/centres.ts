import type { LayerSnapshot } from '../../api.ts';
import type { Colouring } from './colouring.ts';
import type { Place } from './places.ts';

/** For each category the middle of its vertices: the median in both directions, which a few vertices far away do not move. */
export function centresOf(snapshot: LayerSnapshot, colouring: Colouring): Map<number, Place> {
  const members = new Map<number, number[]>();
  colouring.categories.forEach((category, v) => {
    if (category < 0) return;
    const known = members.get(category);
    if (known === undefined) members.set(category, [v]);
    else known.push(v);
  });
  const centres = new Map<number, Place>();
  for (const [category, vertices] of members) {
    centres.set(category, { x: median(vertices.map(v => snapshot.x[v])), y: median(vertices.map(v => snapshot.y[v])) });
  }
  return centres;
}

function median(values: number[]): number {
  const ascending = values.sort((a, b) => a - b);
  const middle = ascending.length >> 1;
  return ascending.length % 2 === 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
}
