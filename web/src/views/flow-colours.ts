import type { CommunityHistory } from '../api.ts';
import { categoryColour, SHARED as SHARED_COLOUR } from '../logic/colours.ts';
import { trackColour } from '../logic/track-colours.ts';
import { ALONE, DEAD, OUTSIDE } from '../logic/flow.ts';
import type { Theme } from '../theme.ts';

/**
 * The colour of a stratum by its key: of a class or, where there is a history, of a track; greys for those that are no community and no
 * class.
 */
export function strataColour(key: number, theme: Theme, history: CommunityHistory | null): string {
  if (key >= 0) return history === null ? categoryColour(key) : trackColour(history, key);
  if (key === OUTSIDE) return theme.dark ? '#4a5361' : '#c9ced6';
  if (key === DEAD) return theme.dark ? '#c3c8d0' : '#4b525d';
  if (key === ALONE) return theme.dark ? '#757f8d' : '#a3aab4';
  return SHARED_COLOUR;
}
