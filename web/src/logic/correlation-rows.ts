import type { Correlated, Correlation, CorrelationOverSeeds, RunDocument, SeedsDocument } from '../api.ts';
import { matches } from './rows.ts';

/** A correlation with the words for it: of one run, or over seeds, whose medians are then its coefficients. */
export interface CorrelationRow extends Correlation {
  id: string;
  title: string;
  layerName: string;
  className: string;
  isOfNull: boolean;
  /** Null for that of one run. */
  seeds: CorrelationOverSeeds | null;
}

type Words = Pick<CorrelationRow, 'id' | 'title' | 'layerName' | 'className' | 'isOfNull'>;

/** Of a run alone. */
export function correlationRows(run: RunDocument): CorrelationRow[] {
  const words = wordsOf(run);
  return run.correlations.map(found => ({ ...found, ...words(found), seeds: null }));
}

/** Over the seeds of its study. */
export function seedRows(run: RunDocument, document: SeedsDocument): CorrelationRow[] {
  const words = wordsOf(run);
  return document.correlations.map(found => ({
    ...found, ...words(found), pearson: found.pearson?.median ?? null, spearman: found.spearman?.median ?? null, seeds: found,
  }));
}

function wordsOf(run: RunDocument): (found: Correlated) => Words {
  const infos = new Map(run.measures.map(info => [`${info.measure}.${info.variant}`, info]));
  return found => {
    const info = infos.get(`${found.measure}.${found.variant}`);
    return {
      id: [found.measure, found.variant, found.layer ?? '', found.class ?? '', found.against, found.over].join('.'),
      title: info?.title ?? `${found.measure} ${found.variant}`.trim(),
      layerName: found.layer === null ? 'model' : run.layers[found.layer].name,
      className: found.class === null ? '' : run.classes[found.class],
      isOfNull: (info?.of ?? null) !== null,
    };
  };
}

export interface CorrelationFilter {
  against: string;
  over: string;
  /** `all`, `model` or the index of a layer. */
  layer: string;
  classes: boolean;
  nulls: boolean;
  search: string;
}

export function filterCorrelations(rows: readonly CorrelationRow[], filter: CorrelationFilter): CorrelationRow[] {
  return rows.filter(row => row.against === filter.against && row.over === filter.over
    && (filter.layer === 'all' || (filter.layer === 'model' ? row.layer === null : String(row.layer) === filter.layer))
    && (filter.classes || row.class === null)
    && (filter.nulls || !row.isOfNull)
    && matches(filter.search, [row.title, row.measure, row.variant, row.layerName, row.className]));
}

/** A snapshot as a point: accuracy and measure. */
export interface CorrelationPoint {
  snapshot: number;
  accuracy: number;
  value: number;
}

/** The snapshots that a correlation is over; of those over epochs the ends of epochs alone. */
export function pointsOf(run: RunDocument, found: Correlated): CorrelationPoint[] {
  const accuracy = run.series.find(series => series.measure === 'accuracy' && series.variant === found.against && series.layer === null);
  const measure = run.series.find(series => series.measure === found.measure && series.variant === found.variant
    && series.layer === found.layer && series.class === found.class);
  if (accuracy === undefined || measure === undefined) return [];
  const isWhole = (k: number) => run.snapshots[k].epoch > 0 && Number.isInteger(run.snapshots[k].epoch);
  const whole = run.snapshots.filter((_, k) => isWhole(k)).length;
  const countsWhole = found.over === 'epochs' && whole === found.snapshots;
  return run.snapshots.flatMap((_, snapshot) => {
    const [x, y] = [accuracy.values[snapshot], measure.values[snapshot]];
    const isCounted = !countsWhole || isWhole(snapshot);
    return x === null || y === null || !isCounted ? [] : [{ snapshot, accuracy: x, value: y }];
  });
}
