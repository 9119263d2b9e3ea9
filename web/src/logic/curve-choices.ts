import type { MeasureInfo, RunDocument, Series } from '../api.ts';

/** Which series of a measure: the model's, the layers', or by class (the model's or those of the chosen layer). */
export type Scope = 'model' | 'layers' | 'classes' | 'layerClasses';

/** A measure that a run has, to be picked. */
export interface CurveChoice {
  /** In the address, such as `entropy.all.model`. */
  key: string;
  info: MeasureInfo;
  scope: Scope;
  title: string;
  group: string;
}

const GROUPS: Record<Scope, string> = {
  model: 'Model', layers: 'Layers', classes: 'Model by class', layerClasses: 'Chosen layer by class',
};

export function scopeOf(series: Series): Scope {
  if (series.layer === null) return series.class === null ? 'model' : 'classes';
  return series.class === null ? 'layers' : 'layerClasses';
}

/** Every measure of the run in the order of its series; those of null models in a group of their own, last. */
export function curveChoices(run: RunDocument): CurveChoice[] {
  const infos = new Map(run.measures.map(info => [`${info.measure}.${info.variant}`, info]));
  const found = new Map<string, CurveChoice>();
  for (const series of run.series) {
    const scope = scopeOf(series);
    const key = `${series.measure}.${series.variant}.${scope}`;
    if (found.has(key) || series.values.every(value => value === null)) continue;
    const info = infos.get(`${series.measure}.${series.variant}`) ?? unknown(series);
    found.set(key, { key, info, scope, title: info.title, group: info.of !== null ? 'Against null models' : GROUPS[scope] });
  }
  const order = [...Object.values(GROUPS), 'Against null models'];
  return [...found.values()].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

function unknown(series: Series): MeasureInfo {
  const title = series.variant === '' ? series.measure : `${series.measure}, ${series.variant}`;
  return {
    measure: series.measure, variant: series.variant, title, description: '', unit: 'amount',
    isBaseline: false, of: null,
  };
}

/** Accuracy, the model's entropy, modularity and the number of communities: what the paper looks at. */
export function usualCurves(choices: readonly CurveChoice[], method: string): string[] {
  const has = (key: string) => choices.some(choice => choice.key === key);
  const accuracy = ['accuracy.test.model', 'accuracy.evaluated.model', 'accuracy.running.model'].find(has);
  const wanted = [accuracy, 'entropy.all.model', 'modularity.weightedOverlap.layers', `${method}.communities.layers`];
  const usual = wanted.filter(key => key !== undefined && has(key)) as string[];
  return usual.length > 0 ? usual : choices.slice(0, 2).map(choice => choice.key);
}

/** The null models that the run has a mean of for a measure of the network, by name, with their titles. */
export function nullModels(run: RunDocument): { name: string; title: string }[] {
  const found = new Map<string, string>();
  for (const info of run.measures) {
    if (isNullMean(info)) found.set(info.measure, info.title.split(':')[0]);
  }
  return [...found].map(([name, title]) => ({ name, title }));
}

/** Whether it is the null model's own value: neither the excess over it nor that in standard deviations. */
export function isNullMean(info: MeasureInfo): boolean {
  return info.of !== null && !/(Excess|Z)$/.test(info.variant);
}
