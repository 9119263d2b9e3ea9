import { svg } from '../dom.ts';
import { textWidth } from '../logic/fit-text.ts';
import { shortEpoch } from '../logic/flow-words.ts';
import { ticks } from '../logic/ticks.ts';
import { number } from '../logic/words.ts';
import type { Theme } from '../theme.ts';

export interface Line {
  name: string;
  colour: string;
  isDashed: boolean;
  /** One for each snapshot; null leaves a gap. */
  values: (number | null)[];
}

export interface LineChart {
  label: string;
  /** What stands along the axis of values. */
  title: string;
  lines: Line[];
  epochs: number[];
  present: number;
  /** The axis of values reaches at least this. */
  atLeast: number;
  height: number;
}

const FONT_SIZE = 11;
const LEFT = 46;
const RIGHT = 14;
const BOTTOM = 34;

/** Lines over the snapshots, which are evenly spaced as on the time line. */
export class LinesDrawing {
  readonly element = svg('svg', { role: 'img', cursor: 'pointer' });
  private room = 0;
  private snapshots = 1;

  draw(chart: LineChart, width: number, theme: Theme): void {
    const { lines, epochs, present, height } = chart;
    const top = 26;
    this.room = width - LEFT - RIGHT;
    this.snapshots = epochs.length;
    const marks = ticks(Math.max(chart.atLeast, ...lines.flatMap(line => line.values.map(value => value ?? 0))), 3);
    const largest = marks.at(-1)!;
    const yOf = (value: number) => top + (1 - value / largest) * (height - top - BOTTOM);
    for (const [name, value] of Object.entries({
      width, height, viewBox: `0 0 ${width} ${height}`, 'aria-label': chart.label, 'font-family': theme.font, 'font-size': FONT_SIZE,
      fill: theme.faint,
    })) this.element.setAttribute(name, String(value));
    this.element.replaceChildren(
      svg('rect', { width, height, fill: 'none', 'pointer-events': 'all' }),
      ...marks.flatMap(value => [
        svg('line', { x1: LEFT, x2: width - RIGHT, y1: yOf(value), y2: yOf(value), stroke: theme.line }),
        svg('text', { x: LEFT - 6, y: yOf(value) + 4, 'text-anchor': 'end' }, number(value)),
      ]),
      svg('rect', {
        x: this.xOf(present) - 5, y: top - 4, width: 10, height: height - BOTTOM - top + 4, rx: 3, fill: theme.accent, opacity: 0.25,
      }),
      ...this.epochs(epochs, height),
      svg('text', { x: width - RIGHT, y: height - 4, 'text-anchor': 'end' }, 'epoch'),
      ...lines.flatMap(line => this.line(line, yOf)),
      ...this.legend(chart, theme),
    );
  }

  /** The snapshot at a place of the window. */
  snapshotAt(clientX: number): number {
    const x = clientX - this.element.getBoundingClientRect().x - LEFT;
    return Math.max(0, Math.min(this.snapshots - 1, Math.round((x / this.room) * (this.snapshots - 1))));
  }

  private xOf(snapshot: number): number {
    return LEFT + (this.snapshots === 1 ? this.room / 2 : (snapshot * this.room) / (this.snapshots - 1));
  }

  private epochs(epochs: number[], height: number): SVGTextElement[] {
    let end = -Infinity;
    return epochs.flatMap((epoch, snapshot) => {
      const text = shortEpoch(epoch);
      const x = this.xOf(snapshot);
      const half = textWidth(text, FONT_SIZE) / 2;
      if (x - half < end + 8) return [];
      end = x + half;
      return [svg('text', { x, y: height - BOTTOM + 15, 'text-anchor': 'middle' }, text)];
    });
  }

  private line({ values, colour, isDashed }: Line, yOf: (value: number) => number): SVGElement[] {
    let path = '';
    values.forEach((value, snapshot) => {
      if (value === null) return;
      const isJoined = snapshot > 0 && values[snapshot - 1] !== null;
      path += `${isJoined ? 'L' : 'M'}${this.xOf(snapshot).toFixed(1)} ${yOf(value).toFixed(1)}`;
    });
    return [
      svg('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': 2, 'stroke-dasharray': isDashed ? '5 3' : null }),
      ...values.flatMap((value, snapshot) => (value === null ? []
        : [svg('circle', { cx: this.xOf(snapshot).toFixed(1), cy: yOf(value).toFixed(1), r: 2.4, fill: colour })])),
    ];
  }

  private legend({ lines, title }: LineChart, theme: Theme): SVGElement[] {
    let x = LEFT;
    if (lines.length === 1) return [svg('text', { x: 4, y: 14, fill: theme.text }, title)];
    return lines.flatMap(({ name, colour, isDashed }) => {
      const at = x;
      x += 28 + textWidth(name, FONT_SIZE) + 16;
      return [
        svg('path', { d: `M${at} 10h22`, stroke: colour, 'stroke-width': 2, 'stroke-dasharray': isDashed ? '5 3' : null }),
        svg('text', { x: at + 28, y: 14, fill: theme.text }, name),
      ];
    });
  }
}
