import type { CommunityHistory, LayerSnapshot, RunDocument } from '../api.ts';
import { shortened } from '../logic/fit-text.ts';
import { ALONE, flowOf, placesByClass, placesByCommunity, type Flow } from '../logic/flow.ts';
import { SPECIAL } from '../logic/flow-words.ts';
import type { Page, Table } from '../page.ts';

const LONGEST_NAME = 14;

/** Between what neurons flow: communities, classes with those of several apart, or the strongest class of each. */
export type By = 'community' | 'class' | 'strongest';

/** How neurons outside the graph are drawn. */
export type Outside = 'smaller' | 'full' | 'none';

/** What the flow is of, at the columns that are shown. */
export interface FlowData {
  /** What it was read for. */
  key: string;
  run: RunDocument;
  by: By;
  /** Indices of the snapshots shown. */
  snapshots: number[];
  layers: LayerSnapshot[];
  /** Null where the run looked for no communities. */
  history: CommunityHistory | null;
  flow: Flow;
}

export async function readFlow({ run, state, model }: Page, by: By, snapshots: number[], key: string): Promise<FlowData> {
  const { layer: l, method } = state;
  const { neurons } = run.layers[l];
  const [history, ...layers] = await Promise.all([
    run.methods.includes(method) ? model.communities(run.id, l, method) : null,
    ...snapshots.map(snapshot => model.layer(run.id, l, snapshot)),
  ]);
  const places = layers.map((layer, c) => {
    if (by !== 'community') return placesByClass(layer, neurons, by === 'strongest');
    return history === null ? new Int32Array() : placesByCommunity(layer, neurons, method, history, snapshots[c]);
  });
  return { key, run, by, snapshots, layers, history, flow: flowOf(places) };
}

/** The name of a stratum. */
export function nameOf({ by, history, run }: FlowData, key: number): string {
  if (key < 0) return SPECIAL[key];
  return by === 'community' ? history!.tracks[key].name : run.classes[key];
}

/** The same where there is little room. */
export function shortNameOf(data: FlowData, key: number): string {
  return key < ALONE ? SPECIAL[key].split(' ')[0] : shortened(nameOf(data, key), LONGEST_NAME);
}

/** Every ribbon as a row. */
export function flowTable(data: FlowData, name: string): Table {
  const { flow, snapshots, run } = data;
  const at = (column: number) => {
    const snapshot = run.snapshots[snapshots[column]];
    return [snapshot.number, snapshot.epoch];
  };
  return {
    name,
    columns: ['from_snapshot', 'from_epoch', 'to_snapshot', 'to_epoch', 'from', 'to', 'neurons'],
    rows: flow.ribbons.flatMap((ribbons, c) => ribbons.map(({ from, to, neurons }) => [
      ...at(c), ...at(c + 1), nameOf(data, flow.columns[c][from].key), nameOf(data, flow.columns[c + 1][to].key), neurons.length,
    ])),
  };
}
