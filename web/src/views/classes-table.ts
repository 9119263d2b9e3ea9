import type { CommunityHistory, LayerSnapshot, RunDocument } from '../api.ts';
import type { CommunityRow } from '../logic/class-matrices.ts';
import { ALONE } from '../logic/flow.ts';
import { sizesAt } from '../logic/tracks.ts';
import type { Table } from '../page.ts';

/** All numbers of the view, a row each: the matrices at the snapshot, sizes and mutual information at all of them. */
export function classesTable(
  run: RunDocument, layer: number, snapshot: number, shown: LayerSnapshot, history: CommunityHistory | null,
  rows: readonly CommunityRow[], changes: readonly CommunityRow[],
): Table {
  const made: (string | number | null)[][] = [];
  const add = (at: number, what: string, row: string | null, column: string | null, value: number | null) => {
    made.push([run.snapshots[at].number, run.snapshots[at].epoch, what, row, column, value]);
  };
  const names = run.classes;
  for (const [what, matrix] of [['intersection', shown.intersections], ['exclusive overlap', shown.overlap]] as const) {
    matrix.forEach((values, i) => values.forEach((value, j) => add(snapshot, what, names[i], names[j], value)));
  }
  if (history !== null) {
    const name = (track: number) => (track === ALONE ? 'alone' : history.tracks[track].name);
    for (const [what, held] of [['in community', rows], ['in community, change since the first', changes]] as const) {
      for (const { track, counts } of held) counts.forEach((value, c) => add(snapshot, what, name(track), names[c], value));
    }
    run.snapshots.forEach((_, at) => {
      for (const { track, size } of sizesAt(history, at)) add(at, 'size', name(track), null, size);
      add(at, 'mutual information with classes', null, null, history.withClasses[at]);
      add(at, 'mutual information with the snapshot before', null, null, history.withBefore[at]);
    });
  }
  return {
    name: `${run.id}-${run.layers[layer].name}-classes`,
    columns: ['snapshot', 'epoch', 'what', 'row', 'column', 'value'],
    rows: made,
  };
}
