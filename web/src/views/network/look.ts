import type { RunDocument } from '../../api.ts';
import type { State } from '../../store.ts';
import { methodTitle } from '../method-title.ts';

/** What colours and sizes show. */
export interface Look {
  kind: 'class' | 'community' | 'measure';
  /** The column of the measure; empty for others. */
  column: string;
  method: string;
  size: 'degree' | 'mean' | 'same';
}

/** What the address asks for, as far as the run has it; classes and degrees else. */
export function lookOf(state: Readonly<State>, run: RunDocument): Look {
  const column = state.colour.startsWith('measure:') ? state.colour.slice('measure:'.length) : '';
  const size = state.size === 'mean' || state.size === 'same' ? state.size : 'degree';
  const look = (kind: Look['kind']): Look => ({ kind, column: kind === 'measure' ? column : '', method: state.method, size });
  if (state.colour === 'community' && run.methods.includes(state.method)) return look('community');
  if (run.neuronMeasures.some(measure => measure.column === column)) return look('measure');
  return look('class');
}

export function keyOf(look: Look): string {
  return `${look.kind} ${look.column} ${look.method} ${look.size}`;
}

export const SIZES: Record<Look['size'], string> = {
  degree: 'weighted degree', mean: 'mean activation, over the classes', same: 'the same',
};

/** Such as `communities by Louvain`. */
export function colourTitle(look: Look, run: RunDocument): string {
  if (look.kind === 'class') return 'classes represented';
  if (look.kind === 'community') return `communities by ${methodTitle(run, look.method)}`;
  return run.neuronMeasures.find(measure => measure.column === look.column)?.title ?? look.column;
}
