import type { RunDocument } from '../../api.ts';
import { number } from '../../logic/words.ts';
import type { Legend } from './legend.ts';
import { colourTitle, type Look, SIZES } from './look.ts';

/** What a saved picture says of itself. */
export interface Captions {
  title: string;
  lines: string[];
  legend: Legend;
}

export function captionsOf(run: RunDocument, layer: number, moment: string, look: Look, threshold: number, legend: Legend): Captions {
  const size = look.size === 'same' ? '' : `, size: ${SIZES[look.size]}`;
  return {
    title: `${run.id}, ${run.layers[layer].name}, ${moment}`,
    lines: [`Pattern graph. Colour: ${colourTitle(look, run)}${size}. Edges from ${number(100 * threshold, 3)} % of the largest weight.`],
    legend,
  };
}
