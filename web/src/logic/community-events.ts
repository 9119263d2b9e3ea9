import type { CommunityHistory } from '../api.ts';

/** What happened to communities at a snapshot. */
export interface CommunityEvents {
  snapshot: number;
  /** A sentence for each event, such as `D splits from B`. */
  words: string[];
  /** `+`, `−`, `<` (splits) or `>` (merges) of the first of them. */
  sign: string;
}

/** Births, ends, splits and merges, by snapshot; those that are there from the first snapshot are not born. */
export function communityEvents(history: CommunityHistory, snapshots: number): CommunityEvents[] {
  const found = new Map<number, { words: string; sign: string }[]>();
  const add = (snapshot: number, words: string, sign: string) => {
    const known = found.get(snapshot) ?? [];
    known.push({ words, sign });
    found.set(snapshot, known);
  };
  const name = (track: number) => history.tracks[track].name;
  for (const track of history.tracks) {
    if (track.first > 0) {
      if (track.splitFrom === null) add(track.first, `${track.name} is born`, '+');
      else add(track.first, `${track.name} splits from ${name(track.splitFrom)}`, '<');
    }
    const end = track.first + track.communities.length;
    if (end >= snapshots) continue;
    if (track.mergedInto === null) add(end, `${track.name} ends`, '−');
    else add(end, `${track.name} merges into ${name(track.mergedInto)}`, '>');
  }
  return [...found].sort(([a], [b]) => a - b).map(([snapshot, events]) => ({
    snapshot, words: events.map(event => event.words), sign: events[0].sign,
  }));
}
