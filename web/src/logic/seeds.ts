/** The course of a measure over several seeds. */
export interface Band {
  median: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

/** Fewer seeds than these have a range in place of quartiles, which would be made up of two values. */
export const SEEDS_FOR_QUARTILES = 4;

/** The quantile of sorted values, between two of them in proportion (as NumPy's and R's default). */
export function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
}

/** The median of the seeds with their quartiles, or with their range; each list has a value for each place in time. */
export function bandOf(seeds: readonly (readonly (number | null)[])[], quartiles: boolean): Band {
  const band: Band = { median: [], low: [], high: [] };
  for (let k = 0; k < (seeds[0]?.length ?? 0); k++) {
    const values = seeds.map(seed => seed[k]).filter(value => value !== null).sort((a, b) => a - b);
    const at = (share: number) => (values.length === 0 ? null : quantile(values, share));
    band.median.push(at(0.5));
    band.low.push(at(quartiles ? 0.25 : 0));
    band.high.push(at(quartiles ? 0.75 : 1));
  }
  return band;
}

/** The values of a series at other epochs: those of the snapshots at the same epoch, null where there is none. */
export function atEpochs(
  wanted: readonly number[], epochs: readonly number[], values: readonly (number | null)[],
): (number | null)[] {
  // Rounded, since epochs within an epoch are quotients.
  const key = (epoch: number) => epoch.toFixed(6);
  const known = new Map(epochs.map((epoch, k) => [key(epoch), values[k]]));
  return wanted.map(epoch => known.get(key(epoch)) ?? null);
}
