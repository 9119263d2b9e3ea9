/** Round values from 0 to at least the largest: about so many, a step of 1, 2 or 5 times a power of ten. */
export function ticks(largest: number, about = 4): number[] {
  if (!(largest > 0)) return [0, 1];
  const rough = largest / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= rough * 0.999)!;
  const many = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: many + 1 }, (_, k) => Number((k * step).toPrecision(12)));
}

/** Round values from a low to a high end, both included only if they are round: about so many. */
export function ticksBetween(low: number, high: number, about = 5): number[] {
  if (!(high > low)) return [low];
  const [, step] = ticks(high - low, about);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Without −0.
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)) + 0);
}
