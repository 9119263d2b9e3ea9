import type { CommunityHistory } from '../api.ts';

/** For each community of a snapshot, by its index there, the number of its track. */
export function tracksAt(history: CommunityHistory, snapshot: number): number[] {
  const found: number[] = [];
  for (const track of history.tracks) {
    const community = track.communities[snapshot - track.first];
    if (community !== undefined) found[community] = track.number;
  }
  return found;
}

/** The communities of a snapshot from the largest, by number of their track. */
export function sizesAt(history: CommunityHistory, snapshot: number): { track: number; size: number }[] {
  return history.tracks
    .map(track => ({ track: track.number, size: track.sizes[snapshot - track.first] ?? 0 }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || a.track - b.track);
}
