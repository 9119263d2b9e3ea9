import { svg } from '../dom.ts';
import { textWidth } from '../logic/fit-text.ts';
import { number } from '../logic/words.ts';
import { Roving } from '../roving.ts';
import type { Theme } from '../theme.ts';

export interface Bar {
  track: number;
  name: string;
  size: number;
  colour: string;
}

const FONT_SIZE = 11;
const PITCH = 18;

/** The sizes of communities as bars, from the largest. */
export class BarsDrawing {
  readonly element = svg('svg', { role: 'group' });
  private readonly roving = new Roving();

  constructor() {
    this.element.addEventListener('focusin', event => this.roving.focused(event.target as Element));
    this.element.addEventListener('keydown', event => void this.roving.key(event));
  }

  draw(label: string, bars: Bar[], selected: number | null, width: number, theme: Theme): void {
    const left = Math.ceil(Math.max(16, ...bars.map(bar => textWidth(bar.name, FONT_SIZE)))) + 14;
    const largest = Math.max(1, ...bars.map(bar => bar.size));
    const height = bars.length * PITCH + 4;
    for (const [name, value] of Object.entries({
      width, height, viewBox: `0 0 ${width} ${height}`, 'aria-label': label, 'font-family': theme.font, 'font-size': FONT_SIZE,
      fill: theme.text,
    })) this.element.setAttribute(name, String(value));
    const lengthOf = (size: number) => ((width - left - 44) * size) / largest;
    const made = bars.map(({ track, name, size, colour }, k) => {
      const y = k * PITCH + 2;
      const isSelected = track === selected;
      return svg('g', {
        role: 'button', 'aria-label': `Community ${name}: ${number(size)} neurons`, 'aria-pressed': `${isSelected}`,
        'data-track': track, cursor: 'pointer',
      }, svg('rect', { x: 0, y, width, height: PITCH - 2, fill: 'none', 'pointer-events': 'all' }),
      svg('text', { x: left - 8, y: y + 12, 'text-anchor': 'end', 'font-weight': isSelected ? 700 : 400 }, name),
      svg('rect', {
        x: left, y: y + 1, width: lengthOf(size), height: PITCH - 4, fill: colour, stroke: isSelected ? theme.text : null,
        'stroke-width': 2,
      }));
    });
    const numbers = bars.map(({ size }, k) => svg('text', {
      x: left + lengthOf(size) + 6, y: k * PITCH + 14, 'pointer-events': 'none', 'aria-hidden': 'true',
    }, number(size)));
    this.roving.take(made.map(bar => [bar]), () => this.element.replaceChildren(...made, ...numbers));
  }
}
