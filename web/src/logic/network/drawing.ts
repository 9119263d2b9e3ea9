import { parseColour, SHARED } from '../colours.ts';
import { type Colouring, NONE, SEVERAL } from './colouring.ts';
import type { Transition } from './transition.ts';

/** How a sprite is drawn beside its colour; the fourth byte of its paint. */
export const DISC = 0;
/** A disc with a dark ring: it represents several classes. */
export const RINGED = 1;
/** A ring alone. */
export const GHOST = 2;

/** Everything that a renderer needs of a transition, as it goes to the graphics memory. */
export interface Drawing {
  readonly transition: Transition;
  /** See radiiOf. */
  readonly radii: Float32Array;
  /** For each sprite red, green, blue and kind in the first snapshot, then in the second. */
  readonly paint: Uint8Array;
  /** For each edge red, green, blue and a byte of no meaning in the first snapshot, then in the second. */
  readonly edgePaint: Uint8Array;
}

export function drawingOf(transition: Transition, radii: Float32Array, first: Colouring, second: Colouring): Drawing {
  const { vertices, inBefore, inAfter, neurons, edges } = transition;
  const paint = new Uint8Array(8 * neurons.length);
  const put = (into: Uint8Array, at: number, colour: string, kind: number) => into.set([...parseColour(colour), kind], at);
  const kindOf = (colouring: Colouring, vertex: number) => colouring.categories[vertex] === SEVERAL ? RINGED : DISC;
  for (let s = 0; s < neurons.length; s++) {
    if (s >= vertices) {
      put(paint, 8 * s, SHARED, GHOST);
      put(paint, 8 * s + 4, SHARED, GHOST);
      continue;
    }
    const [b, a] = [inBefore[s], inAfter[s]];
    const [from, to] = [b >= 0 ? first : second, a >= 0 ? second : first];
    const [v, w] = [b >= 0 ? b : a, a >= 0 ? a : b];
    put(paint, 8 * s, from.colours[v], kindOf(from, v));
    put(paint, 8 * s + 4, to.colours[w], kindOf(to, w));
  }

  const palette = new Map<number, readonly number[]>();
  const colour = (category: number) => {
    let known = palette.get(category);
    if (known === undefined) {
      known = parseColour(first.colourOf(category));
      palette.set(category, known);
    }
    return known;
  };
  const edgePaint = new Uint8Array(8 * edges.count);
  for (let e = 0; e < edges.count; e++) {
    const [one, other] = [edges.ends[2 * e], edges.ends[2 * e + 1]];
    const isBefore = edges.weights[2 * e] > 0;
    const isAfter = edges.weights[2 * e + 1] > 0;
    const before = isBefore ? first.common(inBefore[one], inBefore[other]) : NONE;
    const after = isAfter ? (first === second ? before : second.common(inAfter[one], inAfter[other])) : before;
    const from = colour(isBefore ? before : after);
    const to = colour(after);
    for (let channel = 0; channel < 3; channel++) {
      edgePaint[8 * e + channel] = from[channel];
      edgePaint[8 * e + 4 + channel] = to[channel];
    }
  }
  return { transition, radii, paint, edgePaint };
}
