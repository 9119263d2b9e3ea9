import type { CommunityHistory } from '../api.ts';
import { beginning, ending } from './tracks.ts';

/** What happened to a community, beside the stratum where it is seen. */
export interface FlowMark {
  /** Index of the column. */
  column: number;
  /** Number of the track. */
  key: number;
  /** Births and splits are to the left of the stratum, ends and mergers to the right. */
  side: 'left' | 'right';
  sign: string;
  words: string;
}

export const SIGNS = { born: '+', split: '<', end: '−', merge: '>' };

/** Marks on the columns shown, which are snapshots in ascending order; a community that lives between two of them has none. */
export function flowMarks(history: CommunityHistory, snapshots: readonly number[], count: number): FlowMark[] {
  const marks: FlowMark[] = [];
  for (const track of history.tracks) {
    const end = track.first + track.communities.length;
    const first = snapshots.findIndex(snapshot => snapshot >= track.first);
    const last = snapshots.findLastIndex(snapshot => snapshot < end);
    if (first < 0 || last < first) continue;
    if (track.first > 0) {
      marks.push({
        column: first, key: track.number, side: 'left', sign: track.splitFrom === null ? SIGNS.born : SIGNS.split,
        words: beginning(history, track),
      });
    }
    if (end < count) {
      marks.push({
        column: last, key: track.number, side: 'right', sign: track.mergedInto === null ? SIGNS.end : SIGNS.merge,
        words: `${ending(history, track)} after this`,
      });
    }
  }
  return marks;
}
