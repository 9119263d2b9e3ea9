import type { LayerSnapshot, RunDocument } from '../../api.ts';
import { factsOf } from '../../logic/network/facts.ts';
import type { Table } from '../../page.ts';

/** A row for each vertex of a snapshot. */
export function tableOf(
  name: string, run: RunDocument, snapshot: LayerSnapshot, community: (vertex: number) => string | null,
): Table {
  const facts = factsOf(snapshot);
  const columns = run.neuronMeasures.map(measure => measure.column).filter(column => snapshot.measures[column] !== undefined);
  return {
    name,
    columns: ['neuron', 'x', 'y', 'classes', 'community', 'degree', 'mean', ...columns],
    rows: snapshot.neurons.map((neuron, v) => [
      neuron, snapshot.x[v], snapshot.y[v], facts.classes[v].map(c => run.classes[c] ?? `${c}`).join(' '), community(v),
      facts.degrees[v], facts.means[v], ...columns.map(column => snapshot.measures[column][neuron] ?? null),
    ]),
  };
}
