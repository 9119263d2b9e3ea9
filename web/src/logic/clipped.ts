import type { CommunityHistory } from '../api.ts';

/**
 * The communities over the first snapshots only: while a run grows, the server may know of more snapshots than the page that asks. A track
 * that goes on in what is left out has not merged yet.
 */
export function clipped(history: CommunityHistory, snapshots: number): CommunityHistory {
  if (history.withClasses.length <= snapshots) return history;
  return {
    version: history.version,
    tracks: history.tracks.filter(track => track.first < snapshots).map(track => {
      const lasts = snapshots - track.first;
      const isLonger = track.communities.length >= lasts;
      return {
        ...track,
        communities: track.communities.slice(0, lasts),
        sizes: track.sizes.slice(0, lasts),
        mergedInto: isLonger ? null : track.mergedInto,
      };
    }),
    withClasses: history.withClasses.slice(0, snapshots),
    withBefore: history.withBefore.slice(0, snapshots),
  };
}
