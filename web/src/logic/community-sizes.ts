import type { CommunityHistory, RunDocument } from '../api.ts';
import { sizesAt } from './tracks.ts';

/** How many communities there are and how large they are on average, for each snapshot. */
export interface CommunitySizes {
  numbers: (number | null)[];
  sizes: (number | null)[];
  /** Whether a neuron that is alone counts as a community. */
  countsAlone: boolean;
}

/** The paper's Table 3 as the run measured it; where it did not, of communities of two and more. */
export function communitySizes(run: RunDocument, layer: number, method: string, history: CommunityHistory): CommunitySizes {
  const measured = (variant: string) => run.series.find(series => series.layer === layer && series.class === null
    && series.measure === method && series.variant === variant)?.values;
  const [numbers, sizes] = [measured('communities'), measured('averageSize')];
  if (numbers !== undefined && sizes !== undefined) return { numbers, sizes, countsAlone: true };
  const all = run.snapshots.map((_, snapshot) => sizesAt(history, snapshot).map(({ size }) => size));
  return {
    numbers: all.map(found => found.length),
    sizes: all.map(found => (found.length === 0 ? null : found.reduce((sum, size) => sum + size, 0) / found.length)),
    countsAlone: false,
  };
}
