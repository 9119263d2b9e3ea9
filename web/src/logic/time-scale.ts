import { number } from './words.ts';

export type TimeScaleKind = 'epochs' | 'log' | 'snapshots';

/** Where epochs lie on an axis. */
export interface TimeScale {
  /** What the axis is called. */
  readonly title: string;
  readonly ticks: { at: number; text: string }[];
  at(epoch: number): number;
}

/** Epochs as they are; by their logarithm; or the same room for each snapshot. */
export function timeScale(kind: TimeScaleKind, epochs: readonly number[], last = epochs.at(-1) ?? 0): TimeScale {
  if (kind === 'log') return logScale(epochs, last);
  if (kind === 'snapshots') return snapshotScale(epochs);
  return { title: 'epoch', ticks: linearTicks(epochs, last), at: epoch => epoch };
}

/** By snapshot where some lie within epochs, as those that watch a network's formation do; else by epoch. */
export function usualTimeScale(epochs: readonly number[]): TimeScaleKind {
  return epochs.some(epoch => !Number.isInteger(epoch)) ? 'snapshots' : 'epochs';
}

function linearTicks(epochs: readonly number[], last: number): { at: number; text: string }[] {
  const first = Math.min(epochs[0] ?? 0, last);
  if (last <= first) return [{ at: first, text: number(first, 3) }];
  const rough = Math.max((last - first) / 6, epochs.every(Number.isInteger) ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough)!;
  const ticks = [];
  for (let k = Math.ceil(first / step); k * step <= last + 1e-9 * step; k++) ticks.push({ at: k * step, text: number(k * step, 3) });
  return ticks;
}

// The untrained network, at epoch 0, has no logarithm: it is drawn a little to the left of the first trained one.
function logScale(epochs: readonly number[], last: number): TimeScale {
  const positive = epochs.filter(epoch => epoch > 0);
  const least = positive.length === 0 ? 1 : Math.min(...positive);
  const most = Math.max(last, least);
  const low = Math.log10(least);
  const room = Math.max(Math.log10(most) - low, 0.5);
  const untrained = low - 0.12 * room;
  const ticks = epochs.some(epoch => epoch <= 0) ? [{ at: untrained, text: '0' }] : [];
  const factors = room > 2.5 ? [1] : room > 1.2 ? [1, 3] : [1, 2, 5];
  for (let power = Math.floor(low); power <= Math.ceil(Math.log10(most)); power++) {
    for (const factor of factors) {
      const epoch = factor * 10 ** power;
      if (epoch >= least * (1 - 1e-9) && epoch <= most * (1 + 1e-9)) ticks.push({ at: Math.log10(epoch), text: number(epoch, 3) });
    }
  }
  return { title: 'epoch, logarithmic', ticks, at: epoch => (epoch <= 0 ? untrained : Math.max(Math.log10(epoch), untrained)) };
}

// Between two snapshots, and of another run, epochs lie in proportion.
function snapshotScale(epochs: readonly number[]): TimeScale {
  const last = epochs.length - 1;
  const at = (epoch: number) => {
    if (last <= 0) return 0;
    let k = epochs.findIndex(known => known >= epoch);
    if (k === 0) return 0;
    if (k < 0) k = last;
    const room = epochs[k] - epochs[k - 1];
    return room > 0 ? k - 1 + (epoch - epochs[k - 1]) / room : k;
  };
  const step = Math.max(Math.ceil(epochs.length / 10), 1);
  const ticks = epochs.map((epoch, k) => ({ at: k, text: number(epoch, 2) })).filter((_, k) => k % step === 0);
  return { title: 'epoch, snapshots evenly spaced', ticks, at };
}

/** The index of the snapshot whose place on the axis is nearest. */
export function nearestSnapshot(scale: TimeScale, epochs: readonly number[], place: number): number {
  let nearest = 0;
  for (let k = 1; k < epochs.length; k++) {
    if (Math.abs(scale.at(epochs[k]) - place) < Math.abs(scale.at(epochs[nearest]) - place)) nearest = k;
  }
  return nearest;
}

/** The place on the axis of a time of the page, which is an index of snapshots and may lie between two. */
export function placeOf(scale: TimeScale, epochs: readonly number[], time: number): number {
  const below = Math.min(Math.max(Math.floor(time), 0), epochs.length - 1);
  const above = Math.min(below + 1, epochs.length - 1);
  const from = scale.at(epochs[below]);
  return from + (time - below) * (scale.at(epochs[above]) - from);
}
