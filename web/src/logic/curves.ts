import type { RunDocument, Series } from '../api.ts';
import { categoryColour } from './colours.ts';
import { type CurveChoice, isNullMean, scopeOf } from './curve-choices.ts';
import { atEpochs, bandOf, SEEDS_FOR_QUARTILES } from './seeds.ts';

/** Lines of one colour and name. */
export interface Curve {
  /** Its name within its panel. */
  name: string;
  colour: string;
  lines: Line[];
}

/** A measure of the model or of one layer, of all classes or one. */
export interface MeasureCurve extends Curve {
  layer: number | null;
  class: number | null;
  choice: CurveChoice;
}

/** `value` is the run's own; with several seeds there are `median`, `low` and `high`, or a `seed` for each. */
export type LineKind = 'value' | 'median' | 'low' | 'high' | 'seed' | 'null' | 'other';

export interface Line {
  kind: LineKind;
  /** The id of the run, the number of seeds or the title of the null model that it is of. */
  of: string;
  epochs: number[];
  values: (number | null)[];
  /** What is drawn of the values: themselves, or scaled. */
  drawn: (number | null)[];
}

/** Curves of the same unit and family, which share an axis. */
export interface Panel<C extends Curve = Curve> {
  title: string;
  curves: C[];
}

export type SeedsShown = 'one' | 'median' | 'every';

export interface CurveSettings {
  choices: CurveChoice[];
  /** Only the layer with this index; null: all layers. */
  onlyLayer: number | null;
  /** The layer whose classes are drawn. */
  layer: number;
  /** Names of null models to draw. */
  nulls: { name: string; title: string }[];
  seeds: SeedsShown;
  /** Each curve from 0 to 1 over what is drawn of it, all in one panel. */
  isScaled: boolean;
}

/** What is drawn: panels of curves of lines. `seeds` are the documents of all seeds that are there, the run's own included. */
export function panelsOf(
  run: RunDocument, seeds: RunDocument[], other: RunDocument | null, settings: CurveSettings,
): Panel<MeasureCurve>[] {
  const curves: MeasureCurve[] = [];
  for (const choice of settings.choices) {
    for (const series of run.series) {
      if (series.measure !== choice.info.measure || series.variant !== choice.info.variant) continue;
      if (scopeOf(series) !== choice.scope) continue;
      if (choice.scope === 'layers' && settings.onlyLayer !== null && series.layer !== settings.onlyLayer) continue;
      if (choice.scope === 'layerClasses' && series.layer !== settings.layer) continue;
      const isOfClass = series.class !== null;
      curves.push({
        layer: series.layer, class: series.class, choice, name: '', lines: linesOf(series, run, seeds, other, settings),
        colour: categoryColour(isOfClass ? series.class! : curves.length),
      });
    }
  }
  if (settings.isScaled) curves.forEach(scale);
  const together = { title: 'Each curve from its least to its greatest value', curves };
  const panels = settings.isScaled ? [together] : byUnit(curves);
  for (const panel of panels) name(panel, run);
  return panels.filter(panel => panel.curves.length > 0);
}

function linesOf(
  series: Series, run: RunDocument, seeds: RunDocument[], other: RunDocument | null, settings: CurveSettings,
): Line[] {
  const epochs = epochsOf(run);
  const isSame = (a: Series) => a.layer === series.layer && a.class === series.class;
  const find = (from: RunDocument, measure: string, variant: string) =>
    from.series.find(known => known.measure === measure && known.variant === variant && isSame(known));
  const lines: Line[] = [];
  const add = (kind: LineKind, of: string, values: (number | null)[], at = epochs) => {
    lines.push({ kind, of, epochs: at, values, drawn: values });
  };

  const several = settings.seeds !== 'one' && seeds.length > 1;
  const across = (measure: string, variant: string) => seeds.flatMap(seed => {
    const found = find(seed, measure, variant);
    return found === undefined ? [] : [{ id: seed.id, values: atEpochs(epochs, epochsOf(seed), found.values) }];
  });
  if (several) {
    const found = across(series.measure, series.variant);
    const band = bandOf(found.map(seed => seed.values), found.length >= SEEDS_FOR_QUARTILES);
    const of = `${found.length} seeds`;
    if (settings.seeds === 'every') for (const seed of found) add('seed', seed.id, seed.values);
    else {
      add('low', of, band.low);
      add('high', of, band.high);
    }
    add('median', of, band.median);
  } else {
    add('value', run.id, series.values);
  }
  for (const info of run.measures) {
    const isOfThis = info.of?.measure === series.measure && info.of.variant === series.variant && isNullMean(info);
    const model = isOfThis ? settings.nulls.find(known => known.name === info.measure) : undefined;
    if (model === undefined) continue;
    const own = find(run, info.measure, info.variant);
    if (own === undefined) continue;
    const values = several ? bandOf(across(info.measure, info.variant).map(seed => seed.values), false).median : own.values;
    add('null', model.title, values);
  }
  if (other !== null) {
    const found = ofOther(series, run, other);
    if (found !== undefined) add('other', other.id, found.values, epochsOf(other));
  }
  return lines.filter(line => line.values.some(value => value !== null));
}

// In another run a layer is the one of the same name, else the one at the same place.
function ofOther(series: Series, run: RunDocument, other: RunDocument): Series | undefined {
  let layer = series.layer;
  if (layer !== null) {
    const named = other.layers.findIndex(known => known.name === run.layers[layer!].name);
    if (named >= 0) layer = named;
  }
  const className = series.class === null ? null : run.classes[series.class];
  const ofClass = className === null ? null : other.classes.indexOf(className);
  return other.series.find(known => known.measure === series.measure && known.variant === series.variant
    && known.layer === layer && known.class === ofClass);
}

function epochsOf(run: RunDocument): number[] {
  return run.snapshots.map(snapshot => snapshot.epoch);
}

function scale(curve: Curve): void {
  const values = curve.lines.flatMap(line => line.values).filter(value => value !== null);
  const least = Math.min(...values);
  const room = Math.max(...values) - least;
  for (const line of curve.lines) {
    line.drawn = line.values.map(value => (value === null ? null : room > 0 ? (value - least) / room : 0.5));
  }
}

// Counts and amounts of different things, such as vertices and edges, share no axis.
function byUnit(curves: MeasureCurve[]): Panel<MeasureCurve>[] {
  const panels = new Map<string, Panel<MeasureCurve>>();
  for (const curve of curves) {
    const { measure, variant, unit } = curve.choice.info;
    const isAlone = unit === 'count' || unit === 'amount';
    const key = `${measure} ${unit} ${isAlone ? variant : ''}`;
    if (!panels.has(key)) panels.set(key, { title: '', curves: [] });
    panels.get(key)!.curves.push(curve);
  }
  return [...panels.values()];
}

const UNITS: Record<string, string> = { nats: ' (nats)', share: ' (share)' };

function name(panel: Panel<MeasureCurve>, run: RunDocument): void {
  const titles = new Set(panel.curves.map(curve => curve.choice.title));
  for (const curve of panel.curves) {
    const parts = [];
    if (curve.layer !== null) parts.push(run.layers[curve.layer].name);
    if (titles.size > 1 || (curve.layer === null && curve.class === null)) parts.push(curve.choice.title);
    if (curve.class !== null) parts.push(run.classes[curve.class]);
    curve.name = parts.join(': ');
  }
  if (panel.title !== '' || panel.curves.length === 0) return;
  const { info } = panel.curves[0].choice;
  panel.title = (titles.size === 1 ? info.title : inWords(info.measure)) + (UNITS[info.unit] ?? '');
}

function inWords(camelCase: string): string {
  const words = camelCase.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return words[0].toUpperCase() + words.slice(1);
}
