import type { NeuronHistogram } from '../api.ts';
import { count, number } from './words.ts';

/** A bin with samples in it. */
export interface Bar {
  from: number;
  to: number;
  count: number;
  /** Its height: 0 for none, 1 for the most samples of a bin, even in the logarithm, so that a few samples are seen beside many. */
  share: number;
}

/** From and to where the horizontal axis reaches; a neuron with one activation alone has a bin around it. */
export function spanOf({ low, high }: NeuronHistogram): { low: number; high: number } {
  return high > low ? { low, high } : { low: low - 0.5, high: high + 0.5 };
}

export function barsOf(histogram: NeuronHistogram): Bar[] {
  const { low, high } = spanOf(histogram);
  const { counts } = histogram;
  const width = (high - low) / counts.length;
  const height = heightOf(counts);
  return counts.flatMap((count, b) => (count === 0 ? [] : [{
    from: low + b * width, to: b === counts.length - 1 ? high : low + (b + 1) * width, count, share: height(count),
  }]));
}

/** The height of a number of samples, 0 to 1. */
export function heightOf(counts: readonly number[]): (count: number) => number {
  const most = Math.log1p(Math.max(...counts, 1));
  return count => Math.log1p(count) / most;
}

/** Powers of ten up to the most samples of a bin. */
export function countTicks(counts: readonly number[]): number[] {
  const found: number[] = [];
  for (let tick = 1; tick <= Math.max(...counts, 1); tick *= 10) found.push(tick);
  return found;
}

/** The histogram in words. */
export function histogramWords(histogram: NeuronHistogram): string {
  const { low, high, counts } = histogram;
  const samples = counts.reduce((sum, many) => sum + many, 0);
  if (!(high > low)) return `${count(samples, 'sample')}, all with the activation ${number(low, 3)}`;
  const bars = barsOf(histogram);
  const fullest = bars.reduce((best, bar) => (bar.count > best.count ? bar : best));
  return `${count(samples, 'sample')} from ${number(low, 3)} to ${number(high, 3)}, most of them, ${number(fullest.count)}, `
    + `from ${number(fullest.from, 3)} to ${number(fullest.to, 3)}`;
}
