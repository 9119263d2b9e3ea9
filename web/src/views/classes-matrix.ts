import { svg } from '../dom.ts';
import { textOn } from '../logic/colours.ts';
import { shortened, textWidth } from '../logic/fit-text.ts';
import { number } from '../logic/words.ts';
import { Roving } from '../roving.ts';
import type { Theme } from '../theme.ts';

export interface Matrix {
  label: string;
  rows: string[];
  columns: string[];
  /** Rows × columns. */
  values: number[][];
  colour: (value: number) => string;
  /** Colours beside names; null where they have none. */
  rowColours: (string | null)[];
  /** Rows and columns that are selected. */
  rowSelected: number;
  columnSelected: number;
  /** From the least to the largest value, for the scale below. */
  range: [number, number];
  unit: string;
  words: (row: number, column: number) => string;
  rowWords: (row: number) => string;
  columnWords: (column: number) => string;
  /** Most height of a row. */
  tallest: number;
}

const FONT_SIZE = 11;
const LONGEST_NAME = 16;
const MOST_CELL = 46;
const LEAST_CELL = 12;
const LEAST_CELL_WITH_NUMBER = 25;
const MOST_COLUMNS_WITH_NUMBERS = 24;
const SCALE_HEIGHT = 44;
const SCALE_WIDTH = 144;

interface Cell {
  /** What can have the focus. */
  element: SVGElement;
  rect: SVGRectElement;
  /** Null where there is no room for numbers. */
  text: SVGTextElement | null;
}

/** A heat map of which arrow keys move from cell to cell: a grid for those who hear it. */
export class MatrixDrawing {
  readonly element = svg('svg', { role: 'grid' });
  private readonly roving = new Roving();
  private shape = '';
  private heads: SVGElement[] = [];
  private lines: { head: SVGElement; cells: Cell[] }[] = [];
  private readonly scale = svg('g', {});

  constructor() {
    this.element.addEventListener('focusin', event => this.roving.focused(event.target as Element));
    this.element.addEventListener('keydown', event => void this.roving.key(event));
  }

  draw(matrix: Matrix, room: number, theme: Theme): void {
    const { rows, columns, rowColours, rowSelected, columnSelected, tallest } = matrix;
    const shape = JSON.stringify([rows, columns, rowColours, rowSelected, columnSelected, tallest, room, theme]);
    // While time moves, mostly values change: less than half the time that building takes, with 100 classes.
    if (shape !== this.shape) this.build(matrix, room, theme);
    this.shape = shape;
    this.paint(matrix, theme);
  }

  // What does not depend on the values.
  private build({ rows, columns, rowColours, rowSelected, columnSelected, tallest }: Matrix, room: number, theme: Theme): void {
    const rowNames = rows.map(name => shortened(name, LONGEST_NAME));
    const columnNames = columns.map(name => shortened(name, LONGEST_NAME));
    const widest = (names: string[]) => Math.max(0, ...names.map(name => textWidth(name, FONT_SIZE)));
    const indent = 18;
    const left = indent + Math.ceil(widest(rowNames)) + 8;
    const least = columns.length <= MOST_COLUMNS_WITH_NUMBERS ? LEAST_CELL_WITH_NUMBER : LEAST_CELL;
    const cell = Math.floor(Math.max(least, Math.min(MOST_CELL, (room - left - 12) / columns.length)));
    const cellHeight = Math.max(LEAST_CELL, Math.min(cell, tallest));
    const isTurned = widest(columnNames) > cell - 4;
    const top = isTurned ? Math.ceil(widest(columnNames)) + 14 : 24;
    const hasNumbers = cell >= LEAST_CELL_WITH_NUMBER;
    const width = Math.max(left + cell * columns.length + 8, left + SCALE_WIDTH + 8);
    const bottom = top + cellHeight * rows.length;
    set(this.element, {
      width, height: bottom + SCALE_HEIGHT, viewBox: `0 0 ${width} ${bottom + SCALE_HEIGHT}`, 'font-family': theme.font,
      'font-size': FONT_SIZE, fill: theme.text,
    });
    this.heads = columnNames.map((name, c) => {
      const x = left + (c + 0.5) * cell;
      const place: Record<string, string | number> = isTurned
        ? { transform: `translate(${x + 4} ${top - 7}) rotate(-90)` }
        : { x, y: top - 8, 'text-anchor': 'middle' };
      return svg('g', { role: 'columnheader', 'data-column': c, cursor: 'pointer' },
        svg('rect', { x: x - cell / 2, y: 0, width: cell, height: top, fill: 'none', 'pointer-events': 'all' }),
        svg('text', { ...place, 'font-weight': c === columnSelected ? 700 : 400 }, name));
    });
    this.lines = rowNames.map((name, r) => {
      const y = top + r * cellHeight;
      const colour = rowColours[r];
      const head = svg('g', { role: 'rowheader', 'data-row': r, cursor: 'pointer' },
        svg('rect', { x: 0, y, width: left, height: cellHeight, fill: 'none', 'pointer-events': 'all' }),
        ...colour === null ? [] : [svg('rect', { x: 2, y: y + cellHeight / 2 - 5, width: 10, height: 10, rx: 2, fill: colour })],
        svg('text', { x: indent, y: y + cellHeight / 2 + 4, 'font-weight': r === rowSelected ? 700 : 400 }, name));
      const cells = columns.map((_, c): Cell => {
        const x = left + c * cell;
        const rect = svg('rect', { x, y, width: cell, height: cellHeight, stroke: theme.line, 'stroke-width': 0.5 });
        const known = { role: 'gridcell', 'data-row': r, 'data-column': c, cursor: 'pointer' };
        if (!hasNumbers) {
          set(rect, known);
          return { element: rect, rect, text: null };
        }
        const text = svg('text', { x: x + cell / 2, y: y + cellHeight / 2 + 4, 'text-anchor': 'middle' });
        return { element: svg('g', known, rect, text), rect, text };
      });
      return { head, cells };
    });
    const outline = (x: number, y: number, w: number, h: number) => svg('rect', {
      x, y, width: w, height: h, fill: 'none', stroke: theme.text, 'stroke-width': 2, 'pointer-events': 'none',
    });
    this.scale.setAttribute('transform', `translate(${left} ${bottom + 14})`);
    const extras = svg('g', { 'aria-hidden': 'true' },
      ...rowSelected < 0 ? [] : [outline(left, top + rowSelected * cellHeight, cell * columns.length, cellHeight)],
      ...columnSelected < 0 ? [] : [outline(left + columnSelected * cell, top, cell, cellHeight * rows.length)],
      this.scale);
    const all = this.lines.map(({ head, cells }) => [head, ...cells.map(made => made.element)]);
    this.roving.take([this.heads, ...all], () => this.element.replaceChildren(
      svg('g', { role: 'row' }, ...this.heads), ...all.map(line => svg('g', { role: 'row' }, ...line)), extras,
    ));
  }

  private paint(matrix: Matrix, theme: Theme): void {
    const { values, range, colour, words, rowWords, columnWords } = matrix;
    const isDifference = range[0] < 0;
    this.element.setAttribute('aria-label', matrix.label);
    this.heads.forEach((head, c) => head.setAttribute('aria-label', columnWords(c)));
    this.lines.forEach(({ head, cells }, r) => {
      head.setAttribute('aria-label', rowWords(r));
      cells.forEach(({ element, rect, text }, c) => {
        const value = values[r][c];
        const fill = colour(value);
        rect.setAttribute('fill', fill);
        element.setAttribute('aria-label', words(r, c));
        if (text === null) return;
        text.textContent = signed(value, isDifference);
        text.setAttribute('fill', fill === theme.surface ? theme.faint : textOn(fill));
      });
    });
    this.paintScale(matrix, theme);
  }

  // Which colour stands for how many.
  private paintScale({ range: [least, largest], colour, unit }: Matrix, theme: Theme): void {
    const parts = 24;
    set(this.scale, { fill: theme.faint });
    this.scale.replaceChildren(...Array.from({ length: parts }, (_, k) => svg('rect', {
      x: (k * SCALE_WIDTH) / parts, y: 0, width: SCALE_WIDTH / parts + 0.3, height: 9,
      fill: colour(least + ((k + 0.5) / parts) * (largest - least)),
    })),
    svg('text', { x: 0, y: 22 }, signed(least, least < 0)),
    svg('text', { x: SCALE_WIDTH, y: 22, 'text-anchor': 'end' }, `${signed(largest, least < 0)} ${unit}`));
  }
}

function signed(value: number, isDifference: boolean): string {
  return !isDifference || value === 0 ? number(value) : `${value > 0 ? '+' : '−'}${number(Math.abs(value))}`;
}

function set(target: SVGElement, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
}
