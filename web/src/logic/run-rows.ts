import type { RunSummary } from '../api.ts';
import { matches } from './rows.ts';
import { quantile } from './seeds.ts';

/** A row of the list of runs: a run, or a group of seeds of one study. */
export interface RunRow {
  id: string;
  run: RunSummary | null;
  /** The seeds of the group that this row stands for. */
  seeds: RunSummary[];
  isOpen: boolean;
  isInGroup: boolean;
  /** What it is sorted by: a group has the medians of its seeds and the latest change. */
  sort: RunSummary;
}

/** The runs that a search finds, by id, kind, preset, network, status or problem. */
export function filterRuns(runs: readonly RunSummary[], search: string): RunSummary[] {
  return runs.filter(run => matches(search, [
    run.id, run.kind, run.preset ?? '', run.network ?? '', STATUS[run.status], run.problem ?? '',
  ]));
}

export const STATUS = { running: 'under way', stopped: 'stopped', complete: 'complete' };

/** Rows for runs; the seeds of one group behind one row where `folds`, unless it is open. */
export function runRows(runs: readonly RunSummary[], folds: boolean, open: ReadonlySet<string>): RunRow[] {
  const groups = new Map<string, RunSummary[]>();
  if (folds) for (const run of runs) if (run.group !== null) groups.set(run.group, [...groups.get(run.group) ?? [], run]);
  const rows: RunRow[] = [];
  const done = new Set<string>();
  for (const run of runs) {
    const seeds = run.group === null ? undefined : groups.get(run.group);
    if (seeds === undefined || seeds.length < 2) {
      rows.push(single(run));
    } else if (!done.has(run.group!)) {
      done.add(run.group!);
      const isOpen = open.has(run.group!);
      rows.push({ id: `group ${run.group}`, run: null, seeds, isOpen, isInGroup: false, sort: summary(seeds) });
    }
  }
  return rows;
}

/** Puts the seeds of open groups below them, after the rows were sorted. */
export function unfolded(rows: readonly RunRow[]): RunRow[] {
  return rows.flatMap(row => (row.isOpen ? [row, ...row.seeds.map(run => ({ ...single(run), isInGroup: true }))] : [row]));
}

function single(run: RunSummary): RunRow {
  return { id: run.id, run, seeds: [], isOpen: false, isInGroup: false, sort: run };
}

function summary(seeds: readonly RunSummary[]): RunSummary {
  const median = (of: (run: RunSummary) => number | null) => {
    const values = seeds.map(of).filter(value => value !== null).sort((a, b) => a - b);
    return values.length === 0 ? null : quantile(values, 0.5);
  };
  const status = (['running', 'stopped', 'complete'] as const).find(known => seeds.some(seed => seed.status === known))!;
  return {
    ...seeds[0], id: seeds[0].group!, seed: null, status, problem: null,
    snapshots: Math.max(...seeds.map(seed => seed.snapshots)), epoch: median(seed => seed.epoch),
    train: median(seed => seed.train), test: median(seed => seed.test),
    changed: seeds.map(seed => seed.changed).sort().at(-1)!,
  };
}

/** Such as `2 hours ago`; the day where it is longer than a month ago. */
export function ago(changed: string, now: number): string {
  const seconds = (now - Date.parse(changed)) / 1000;
  if (!Number.isFinite(seconds)) return '–';
  const units: [number, string][] = [[60, 'second'], [3600, 'minute'], [86_400, 'hour'], [30 * 86_400, 'day']];
  const k = units.findIndex(([limit]) => seconds < limit);
  if (k < 0) return changed.slice(0, 10);
  const many = Math.max(Math.floor(seconds / (units[k - 1]?.[0] ?? 1)), 0);
  return k === 0 ? 'just now' : `${many} ${units[k][1]}${many === 1 ? '' : 's'} ago`;
}
