import type { CommunityHistory } from '../api.ts';
import { beginning, ending } from './tracks.ts';

/** What happened to communities at a snapshot. */
export interface CommunityEvents {
  snapshot: number;
  /** A sentence for each event, such as `D splits from B`. */
  words: string[];
}

/** Births, ends, splits and merges, by snapshot; those that are there from the first snapshot are not born. */
export function communityEvents(history: CommunityHistory, snapshots: number): CommunityEvents[] {
  const found = new Map<number, string[]>();
  const add = (snapshot: number, words: string) => found.set(snapshot, [...found.get(snapshot) ?? [], words]);
  for (const track of history.tracks) {
    if (track.first > 0) add(track.first, beginning(history, track));
    const end = track.first + track.communities.length;
    if (end < snapshots) add(end, ending(history, track));
  }
  return [...found].sort(([a], [b]) => a - b).map(([snapshot, words]) => ({ snapshot, words }));
}
