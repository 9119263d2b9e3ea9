import type { LayerSnapshot, RunDocument } from '../../api.ts';
import { count, number } from '../words.ts';
import { factsOf, forNeighbours } from './facts.ts';

/** What there is to say of a neuron at a snapshot: terms and values. */
export function describe(run: RunDocument, snapshot: LayerSnapshot, neuron: number, community: string | null): [string, string][] {
  const facts = factsOf(snapshot);
  const vertex = facts.vertexOf[neuron] ?? -1;
  const means = snapshot.means
    .map((ofClass, c) => ({ name: run.classes[c] ?? `${c}`, mean: ofClass[neuron] ?? null }))
    .filter(({ mean }) => mean !== null)
    .sort((a, b) => b.mean! - a.mean!)
    .slice(0, 3)
    .map(({ name, mean }) => `${name}: ${number(mean, 3)}`);
  const rows: [string, string][] = [];
  if (vertex >= 0) rows.push(['Represents', facts.classes[vertex].map(c => run.classes[c] ?? `${c}`).join(', ')]);
  else rows.push(['Represents', snapshot.dead.includes(neuron) ? 'no class: it is zero on every sample' : 'no class at this snapshot']);
  rows.push(['Highest class means', means.length === 0 ? '–' : means.join(', ')]);
  if (vertex >= 0) {
    let edges = 0;
    forNeighbours(snapshot, vertex, () => edges++);
    rows.push(['Community', community ?? 'alone']);
    rows.push(['Degree', `${number(facts.degrees[vertex], 3)} over ${count(edges, 'edge')}`]);
  }
  return rows;
}

/** The measures of a neuron at a snapshot; entropies first. */
export function measuresOf(run: RunDocument, snapshot: LayerSnapshot, neuron: number): [string, string][] {
  const isEntropy = (column: string) => /entropy/i.test(column);
  return [...run.neuronMeasures]
    .sort((a, b) => Number(isEntropy(b.column)) - Number(isEntropy(a.column)))
    .filter(({ column }) => snapshot.measures[column]?.[neuron] !== undefined)
    .map(({ column, title }) => [title, number(snapshot.measures[column][neuron], 3)]);
}
