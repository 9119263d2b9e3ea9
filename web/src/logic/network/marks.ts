import { factsOf } from './facts.ts';
import { firstEdgeOver, type Transition } from './transition.ts';

/** What a sprite is beside the others. */
export const DIMMED = 0;
export const PLAIN = 1;
export const NEIGHBOUR = 2;
export const LIT = 3;

/** What is emphasised. */
export interface Emphasis {
  /** Neurons that the pointer or another view is on, or the pinned one; empty: none. */
  lit: ReadonlySet<number>;
  class: number | null;
  community: number | null;
}

/**
 * A mark for each sprite. Neurons in the light put all others but their neighbours into the shade; a selected class or community all but
 * its own. The neighbours of many neurons would be everything: they are marked for a single one.
 *
 * @param categories of the vertices of the two snapshots, by community.
 */
export function marksOf(
  transition: Transition, emphasis: Emphasis, threshold: number, communities: readonly [Int32Array, Int32Array] | null,
): Uint8Array {
  const { neurons, vertices } = transition;
  const marks = new Uint8Array(neurons.length).fill(PLAIN);
  const lit: number[] = [];
  neurons.forEach((neuron, s) => { if (emphasis.lit.has(neuron)) lit.push(s); });
  if (lit.length > 0) {
    marks.fill(DIMMED);
    if (emphasis.lit.size === 1 && lit[0] < vertices) markNeighbours(transition, lit[0], threshold, marks);
    for (const s of lit) marks[s] = LIT;
  } else if (emphasis.class !== null || (emphasis.community !== null && communities !== null)) {
    const isOf = (side: 0 | 1, vertex: number) => vertex >= 0 && (emphasis.class !== null
      ? factsOf(side === 0 ? transition.before : transition.after).classes[vertex].includes(emphasis.class)
      : communities![side][vertex] === emphasis.community);
    for (let s = 0; s < neurons.length; s++) {
      const isSelected = s < vertices && (isOf(0, transition.inBefore[s]) || isOf(1, transition.inAfter[s]));
      marks[s] = isSelected ? PLAIN : DIMMED;
    }
  }
  return marks;
}

/** What an edge is by the marks of its ends: as light as the shade of either allows. */
export function edgeMark(one: number, other: number): typeof DIMMED | typeof PLAIN | typeof LIT {
  const [less, more] = one < other ? [one, other] : [other, one];
  if (more === LIT && less >= NEIGHBOUR) return LIT;
  return more === PLAIN && less === PLAIN ? PLAIN : DIMMED;
}

function markNeighbours({ edges }: Transition, sprite: number, threshold: number, marks: Uint8Array): void {
  for (let e = firstEdgeOver(edges, threshold); e < edges.count; e++) {
    const [one, other] = [edges.ends[2 * e], edges.ends[2 * e + 1]];
    if (one === sprite) marks[other] = NEIGHBOUR;
    else if (other === sprite) marks[one] = NEIGHBOUR;
  }
}
