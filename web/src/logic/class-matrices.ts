import type { CommunityHistory, LayerSnapshot } from '../api.ts';
import { ALONE } from './flow.ts';
import { tracksAt } from './tracks.ts';

/** The neurons that represent both classes (and no other, if exclusive), ascending; of one class twice: those that represent it alone. */
export function sharedNeurons(layer: LayerSnapshot, one: number, other: number, isExclusive: boolean): number[] {
  const ofOther = new Set(layer.representatives[other]);
  const both = new Set(layer.representatives[one].filter(neuron => ofOther.has(neuron)));
  if (isExclusive || one === other) {
    layer.representatives.forEach((list, c) => {
      if (c !== one && c !== other) for (const neuron of list) both.delete(neuron);
    });
  }
  return [...both].sort((a, b) => a - b);
}

/** The classes that share most neurons with others, in the order of classes; all of them where there are no more than `most`. */
export function mostShared(intersections: readonly (readonly number[])[], most: number): number[] {
  const all = intersections.map((_, c) => c);
  if (all.length <= most) return all;
  const shared = intersections.map((row, c) => row.reduce((sum, many, other) => (other === c ? sum : sum + many), 0));
  return all.sort((a, b) => shared[b] - shared[a] || a - b).slice(0, most).sort((a, b) => a - b);
}

/** How many of each class's representatives a community has. */
export interface CommunityRow {
  /** Number of the track, or ALONE. */
  track: number;
  /** For each class. */
  counts: number[];
}

/** The communities of a snapshot by number of their track, last the neurons that are alone, if any. */
export function communityRows(layer: LayerSnapshot, method: string, history: CommunityHistory, snapshot: number): CommunityRow[] {
  const tracks = tracksAt(history, snapshot);
  const communities = layer.communities[method] ?? [];
  const trackOf = new Map(layer.neurons.map((neuron, v) => [neuron, tracks[communities[v]] ?? ALONE]));
  const rows = new Map<number, number[]>();
  layer.representatives.forEach((list, c) => {
    for (const neuron of list) {
      const track = trackOf.get(neuron)!;
      let counts = rows.get(track);
      if (counts === undefined) rows.set(track, counts = layer.representatives.map(() => 0));
      counts[c]++;
    }
  });
  return sorted([...rows].map(([track, counts]) => ({ track, counts })));
}

/** What rows have more than rows before; a community that is in one of them only counts as 0 in the other. */
export function rowChanges(rows: readonly CommunityRow[], before: readonly CommunityRow[]): CommunityRow[] {
  const now = new Map(rows.map(row => [row.track, row.counts]));
  const then = new Map(before.map(row => [row.track, row.counts]));
  return sorted([...new Set([...now.keys(), ...then.keys()])].map(track => {
    const counts = now.get(track) ?? then.get(track)!.map(() => 0);
    return { track, counts: counts.map((many, c) => many - (then.get(track)?.[c] ?? 0)) };
  }));
}

/** The representatives of a class that are in a community, ascending. */
export function heldNeurons(
  layer: LayerSnapshot, method: string, history: CommunityHistory, snapshot: number, track: number, ofClass: number | null,
): number[] {
  const tracks = tracksAt(history, snapshot);
  const communities = layer.communities[method] ?? [];
  const wanted = ofClass === null ? null : new Set(layer.representatives[ofClass]);
  return layer.neurons.filter((neuron, v) => (tracks[communities[v]] ?? ALONE) === track && (wanted === null || wanted.has(neuron)));
}

function sorted(rows: CommunityRow[]): CommunityRow[] {
  const place = (track: number) => (track === ALONE ? Infinity : track);
  return rows.sort((a, b) => place(a.track) - place(b.track));
}
