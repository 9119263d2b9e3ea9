import type { LevelInterval, SeedEffect } from '../api.ts';
import type { CorrelationRow } from '../logic/correlation-rows.ts';
import { fixed, probability } from '../logic/words.ts';
import type { Column } from '../row-table.ts';

const WHERE: Column<CorrelationRow>[] = [
  { key: 'measure', title: 'Measure', width: '14rem', value: row => row.title },
  { key: 'layer', title: 'Layer', width: '5.5rem', value: row => row.layerName },
  { key: 'class', title: 'Class', width: '6rem', value: row => row.className || null },
];

const PEARSON: Column<CorrelationRow> = {
  key: 'pearson', title: 'Pearson', width: '6rem', isNumber: true, descends: true, value: row => absolute(row.pearson),
  show: row => fixed(row.pearson), description: 'Pearson’s coefficient, of several seeds the median; sorted by its size',
};

const SPEARMAN: Column<CorrelationRow> = {
  key: 'spearman', title: 'Spearman', width: '6.4rem', isNumber: true, descends: true, value: row => absolute(row.spearman),
  show: row => fixed(row.spearman), description: 'Spearman’s coefficient, of ranks; of several seeds the median; sorted by its size',
};

const SNAPSHOTS: Column<CorrelationRow> = {
  key: 'snapshots', title: 'Snapshots', width: '6.5rem', isNumber: true, value: row => row.snapshots,
};

/** The columns of a run's table. */
export const OF_RUN = [...WHERE, PEARSON, SPEARMAN, SNAPSHOTS];

/** Those over seeds. */
export const OF_SEEDS: Column<CorrelationRow>[] = [
  ...WHERE, PEARSON,
  {
    key: 'interval', title: 'Interval', width: '8.2rem', isNumber: true, value: row => lengthOf(row.seeds?.pearson?.interval),
    show: row => intervalWords(row.seeds?.pearson?.interval),
    description: 'Of the median: at least 95 % from six seeds on, the range of fewer; sorted by its length',
  },
  {
    key: 'effect', title: 'Effect', width: '4.8rem', isNumber: true, descends: true, value: row => absolute(effectOf(row)?.effect),
    show: row => signed(effectOf(row)?.effect), description: 'Mean of own runs minus that with other seeds’ accuracies; sorted by its size',
  },
  {
    key: 'effectInterval', title: 'Its interval', width: '8.2rem', isNumber: true, value: row => lengthOf(effectOf(row)?.interval),
    show: row => intervalWords(effectOf(row)?.interval), description: 'Of the median effect over the seeds; sorted by its length',
  },
  {
    key: 'adjustedP', title: 'Adj. p', width: '5.2rem', isNumber: true, value: row => effectOf(row)?.adjustedP ?? null,
    show: row => probability(effectOf(row)?.adjustedP), description: 'Whether the effect is chance, adjusted for all correlations',
  },
  SPEARMAN, SNAPSHOTS,
];

export function effectOf(row: CorrelationRow): SeedEffect | null {
  return row.seeds?.pearson?.effect ?? null;
}

function lengthOf(interval: LevelInterval | null | undefined): number | null {
  return interval === null || interval === undefined || interval.lower === null || interval.upper === null
    ? null : interval.upper - interval.lower;
}

function intervalWords(interval: LevelInterval | null | undefined): string {
  return interval ? `${fixed(interval.lower)} to ${fixed(interval.upper)}` : '–';
}

function signed(value: number | null | undefined): string {
  const text = fixed(value);
  return Number(text) > 0 ? `+${text}` : text;
}

function absolute(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.abs(value);
}

type Saved = [name: string, of: (row: CorrelationRow) => string | number | null | undefined];

/** What is saved of a run's table. */
export const RUN_TABLE: Saved[] = [
  ['measure', row => row.measure], ['variant', row => row.variant], ['title', row => row.title],
  ['layer', row => (row.layer === null ? null : row.layerName)], ['class', row => row.className || null],
  ['against', row => row.against], ['over', row => row.over], ['snapshots', row => row.snapshots],
  ['pearson', row => row.pearson], ['spearman', row => row.spearman],
];

/** What is saved of that over seeds; `pearson` and `spearman` are medians, the rest is of Pearson's coefficient. */
export const SEEDS_TABLE: Saved[] = [
  ...RUN_TABLE,
  ['seeds', row => row.seeds?.pearson?.seeds],
  ['least', row => row.seeds?.pearson?.range[0]], ['greatest', row => row.seeds?.pearson?.range[1]],
  ['lower', row => row.seeds?.pearson?.interval?.lower], ['upper', row => row.seeds?.pearson?.interval?.upper],
  ['level', row => row.seeds?.pearson?.interval?.level],
  ['own', row => effectOf(row)?.own], ['others', row => effectOf(row)?.others], ['effect', row => effectOf(row)?.effect],
  ['effect_lower', row => effectOf(row)?.interval.lower], ['effect_upper', row => effectOf(row)?.interval.upper],
  ['effect_level', row => effectOf(row)?.interval.level], ['p', row => effectOf(row)?.p],
  ['adjusted_p', row => effectOf(row)?.adjustedP],
];
