import type { LayerSnapshot } from '../../api.ts';
import { factsOf } from './facts.ts';
import type { Transition } from './transition.ts';

const LEAST = 3;
const MOST = 10;
const SAME = 5.5;
const GHOST = 3;

/**
 * For each sprite its radius in the first and in the second snapshot, in pixels before the scale of the picture; areas follow the value.
 *
 * @param size `degree` (weighted), `mean` (of the class means) or `same`.
 */
export function radiiOf(transition: Transition, size: string): Float32Array {
  const radii = new Float32Array(2 * transition.neurons.length).fill(SAME);
  radii.fill(GHOST, 2 * transition.vertices);
  if (size === 'same') return radii;
  const of = (snapshot: LayerSnapshot, vertex: number) => {
    const facts = factsOf(snapshot);
    const [value, largest] = size === 'mean'
      ? [facts.means[vertex], facts.largestMean] : [facts.degrees[vertex], facts.largestDegree];
    return LEAST + (MOST - LEAST) * Math.sqrt(largest > 0 ? Math.max(value, 0) / largest : 0);
  };
  for (let s = 0; s < transition.vertices; s++) {
    const [b, a] = [transition.inBefore[s], transition.inAfter[s]];
    const first = b >= 0 ? of(transition.before, b) : of(transition.after, a);
    radii[2 * s] = first;
    radii[2 * s + 1] = a >= 0 ? of(transition.after, a) : first;
  }
  return radii;
}

/**
 * How much larger or smaller vertices are drawn: by the room that each has in the whole picture, and less than the picture is enlarged.
 *
 * @param width of the layout on the screen, when all of it is shown.
 */
export function radiusScale(vertices: number, width: number, height: number, enlarged: number): number {
  const room = Math.sqrt((width * height) / Math.max(vertices, 1));
  return Math.min(Math.max(room / 26, 0.45), 1.4) * Math.sqrt(enlarged);
}
