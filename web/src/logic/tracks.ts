import type { CommunityHistory, CommunityTrack } from '../api.ts';

/** For each community of a snapshot, by its index there, the number of its track. */
export function tracksAt(history: CommunityHistory, snapshot: number): number[] {
  const found: number[] = [];
  for (const track of history.tracks) {
    const community = track.communities[snapshot - track.first];
    if (community !== undefined) found[community] = track.number;
  }
  return found;
}

/** How a community began, such as `D is born` or `E splits from B`. */
export function beginning(history: CommunityHistory, track: CommunityTrack): string {
  return track.splitFrom === null ? `${track.name} is born` : `${track.name} splits from ${history.tracks[track.splitFrom].name}`;
}

/** How it ended, such as `A ends` or `B merges into A`. */
export function ending(history: CommunityHistory, track: CommunityTrack): string {
  return track.mergedInto === null ? `${track.name} ends` : `${track.name} merges into ${history.tracks[track.mergedInto].name}`;
}

/** The communities of a snapshot from the largest, by number of their track. */
export function sizesAt(history: CommunityHistory, snapshot: number): { track: number; size: number }[] {
  return history.tracks
    .map(track => ({ track: track.number, size: track.sizes[snapshot - track.first] ?? 0 }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || a.track - b.track);
}
