import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeasureInfo, RunDocument, Series } from '../src/api.ts';
import { curveChoices, nullModels, usualCurves } from '../src/logic/curve-choices.ts';
import { type CurveSettings, panelsOf } from '../src/logic/curves.ts';
import { layPanels } from '../src/logic/panel-layout.ts';

const info = (measure: string, variant: string, unit: string, of: MeasureInfo['of'] = null): MeasureInfo => ({
  measure, variant, title: `${measure} ${variant}`, description: '', unit, isBaseline: false,
  of,
});

const q = { measure: 'modularity', variant: 'weightedOverlap' };

function run(id: string, factor = 1, epochs = [0, 1, 2]): RunDocument {
  const series = (measure: string, variant: string, layer: number | null, values: number[]): Series => ({
    layer, class: null, measure, variant, values: values.map(value => value * factor),
  });
  return {
    version: 1, id, kind: 'study', preset: null, status: 'complete', settings: {}, network: null, seed: null, seeds: [],
    classes: ['a', 'b'],
    layers: [{ name: 'one', neurons: 4, top: 2 }, { name: 'two', neurons: 4, top: 2 }],
    snapshots: epochs.map((epoch, number) => ({ number, epoch, step: null })),
    measures: [
      info('accuracy', 'test', 'share'), info('modularity', 'weightedOverlap', 'ratio'), info('louvain', 'communities', 'count'),
      { ...info('rewired', 'weightedOverlap', 'ratio', q), title: 'Rewired: Q' }, info('rewired', 'weightedOverlapExcess', 'ratio', q),
    ],
    series: [
      series('accuracy', 'test', null, [0.1, 0.5, 0.9]),
      series('modularity', 'weightedOverlap', 0, [0, 0.1, 0.2]), series('modularity', 'weightedOverlap', 1, [0, 0.2, 0.4]),
      series('louvain', 'communities', 0, [9, 5, 3]),
      series('rewired', 'weightedOverlap', 0, [0.4, 0.4, 0.4]), series('rewired', 'weightedOverlapExcess', 0, [-0.4, -0.3, -0.2]),
      { layer: null, class: 1, measure: 'classAccuracy', variant: 'test', values: [0, 1, 1] },
    ],
    neuronMeasures: [], correlations: [], methods: ['louvain'], answers: [], notes: [],
  };
}

function settings(document: RunDocument, change: Partial<CurveSettings> = {}): CurveSettings {
  const choices = curveChoices(document);
  const usual = usualCurves(choices, 'louvain');
  return {
    choices: choices.filter(choice => usual.includes(choice.key)),
    onlyLayer: null, layer: 0, nulls: [], seeds: 'one', isScaled: false, ...change,
  };
}

test('accuracy, modularity and communities are the usual curves, null models are a group of their own', () => {
  const choices = curveChoices(run('r'));
  assert.deepEqual(usualCurves(choices, 'louvain'),
    ['accuracy.test.model', 'modularity.weightedOverlap.layers', 'louvain.communities.layers']);
  assert.equal(choices.find(choice => choice.key === 'rewired.weightedOverlapExcess.layers')!.group, 'Against null models');
  assert.equal(choices.at(-1)!.group, 'Against null models');
  assert.equal(choices.find(choice => choice.key === 'classAccuracy.test.classes')!.group, 'Model by class');
});

test('each unit has a panel, each layer a curve', () => {
  const document = run('r');
  const panels = panelsOf(document, [document], null, settings(document));
  assert.deepEqual(panels.map(panel => panel.title), ['accuracy test (share)', 'modularity weightedOverlap', 'louvain communities']);
  assert.deepEqual(panels[1].curves.map(curve => curve.name), ['one', 'two']);
  assert.equal(new Set(panels.flatMap(panel => panel.curves.map(curve => curve.colour))).size, 4);
});

test('a null model is a line beside the measure that it is compared with, its excess is not', () => {
  const document = run('r');
  assert.deepEqual(nullModels(document), [{ name: 'rewired', title: 'Rewired' }]);
  const panels = panelsOf(document, [document], null, settings(document, { nulls: nullModels(document) }));
  const [one, two] = panels[1].curves;
  assert.deepEqual(one.lines.map(line => [line.kind, line.of]), [['value', 'r'], ['null', 'Rewired']]);
  assert.deepEqual(two.lines.map(line => line.kind), ['value']);
});

test('scaled curves share a panel and go from 0 to 1 over all that is drawn of them', () => {
  const document = run('r');
  const [panel, ...others] = panelsOf(document, [document], null, settings(document, { isScaled: true, nulls: nullModels(document) }));
  assert.equal(others.length, 0);
  assert.deepEqual(panel.curves[0].lines[0].drawn, [0, 0.5, 1]);
  assert.deepEqual(panel.curves[0].lines[0].values, [0.1, 0.5, 0.9]);
  assert.deepEqual(panel.curves[1].lines.map(line => line.drawn), [[0, 0.25, 0.5], [1, 1, 1]]);
  assert.equal(panel.curves[1].name, 'one: modularity weightedOverlap');
});

test('of several seeds there is a median in a band, or every seed', () => {
  const [a, b, c] = [run('a'), run('b', 2), run('c', 3)];
  const band = panelsOf(a, [a, b, c], null, settings(a, { seeds: 'median' }))[2].curves[0];
  assert.deepEqual(band.lines.map(line => [line.kind, line.values[0]]), [['low', 9], ['high', 27], ['median', 18]]);
  const every = panelsOf(a, [a, b, c], null, settings(a, { seeds: 'every' }))[2].curves[0];
  assert.deepEqual(every.lines.map(line => line.of), ['a', 'b', 'c', '3 seeds']);
  // One seed alone has no band.
  assert.deepEqual(panelsOf(a, [a], null, settings(a, { seeds: 'median' }))[2].curves[0].lines.map(line => line.kind), ['value']);
});

test('another run lies over the first at its own epochs, layers matched by name', () => {
  const document = run('r');
  const other = run('other', 1, [0, 5, 10]);
  other.layers = [other.layers[1], other.layers[0]];
  const curve = panelsOf(document, [document], other, settings(document))[1].curves[0];
  const line = curve.lines.find(known => known.kind === 'other')!;
  assert.deepEqual([line.of, line.epochs, line.values], ['other', [0, 5, 10], [0, 0.2, 0.4]]);
});

test('panels fill the size in rows and columns, one below the other on a phone', () => {
  const names = [['a'], ['b'], ['c'], []];
  const wide = layPanels(names, { width: 1200, height: 600 });
  assert.equal(wide.places[0].top, wide.places[1].top);
  assert.ok(wide.places[2].top >= wide.places[0].top + wide.places[0].height);
  assert.equal(wide.height, 600);
  const narrow = layPanels(names, { width: 360, height: 500 });
  assert.equal(new Set(narrow.places.map(place => place.left)).size, 1);
  assert.ok(narrow.height > 500);
  assert.ok(narrow.places.every(place => place.plot.height > 80));
});
