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

/** A heat map of which arrow keys move from cell to cell: a grid for those who hear it. */
export class MatrixDrawing {
  readonly element = svg('svg', { role: 'grid' });
  private readonly roving = new Roving();

  constructor() {
    this.element.addEventListener('focusin', event => this.roving.focused(event.target as Element));
    this.element.addEventListener('keydown', event => void this.roving.key(event));
  }

  draw(matrix: Matrix, room: number, theme: Theme): void {
    const { rows, columns, values, range } = matrix;
    const rowNames = rows.map(name => shortened(name, LONGEST_NAME));
    const columnNames = columns.map(name => shortened(name, LONGEST_NAME));
    const widest = (names: string[]) => Math.max(0, ...names.map(name => textWidth(name, FONT_SIZE)));
    const indent = 18;
    const left = indent + Math.ceil(widest(rowNames)) + 8;
    const least = columns.length <= MOST_COLUMNS_WITH_NUMBERS ? LEAST_CELL_WITH_NUMBER : LEAST_CELL;
    const cell = Math.floor(Math.max(least, Math.min(MOST_CELL, (room - left - 12) / columns.length)));
    const cellHeight = Math.max(LEAST_CELL, Math.min(cell, matrix.tallest));
    const isTurned = widest(columnNames) > cell - 4;
    const top = isTurned ? Math.ceil(widest(columnNames)) + 14 : 24;
    const hasNumbers = cell >= LEAST_CELL_WITH_NUMBER - 2;
    const width = Math.max(left + cell * columns.length + 8, 230);
    const height = top + cellHeight * rows.length + SCALE_HEIGHT;
    for (const [name, value] of Object.entries({
      width, height, viewBox: `0 0 ${width} ${height}`, 'aria-label': matrix.label, 'font-family': theme.font, 'font-size': FONT_SIZE,
      fill: theme.text,
    })) this.element.setAttribute(name, String(value));

    const heads = columnNames.map((name, c) => {
      const x = left + (c + 0.5) * cell;
      const isSelected = c === matrix.columnSelected;
      const place: Record<string, string | number> = isTurned
        ? { transform: `translate(${x + 4} ${top - 7}) rotate(-90)` }
        : { x, y: top - 8, 'text-anchor': 'middle' };
      return svg('g', {
        role: 'columnheader', 'data-column': c, 'aria-label': matrix.columnWords(c), cursor: 'pointer',
        'aria-selected': isSelected ? 'true' : null,
      }, svg('rect', { x: x - cell / 2, y: 0, width: cell, height: top, fill: 'none', 'pointer-events': 'all' }),
      svg('text', { ...place, 'font-weight': isSelected ? 700 : 400 }, name));
    });
    const lines = rows.map((_, r) => {
      const y = top + r * cellHeight;
      const isSelected = r === matrix.rowSelected;
      const colour = matrix.rowColours[r];
      const head = svg('g', {
        role: 'rowheader', 'data-row': r, 'aria-label': matrix.rowWords(r), cursor: 'pointer',
        'aria-selected': isSelected ? 'true' : null,
      }, svg('rect', { x: 0, y, width: left, height: cellHeight, fill: 'none', 'pointer-events': 'all' }),
      ...colour === null ? [] : [svg('rect', { x: 2, y: y + cellHeight / 2 - 5, width: 10, height: 10, rx: 2, fill: colour })],
      svg('text', { x: indent, y: y + cellHeight / 2 + 4, 'font-weight': isSelected ? 700 : 400 }, rowNames[r]));
      const cells = values[r].map((value, c) => {
        const x = left + c * cell;
        const fill = matrix.colour(value);
        return svg('g', { role: 'gridcell', 'data-row': r, 'data-column': c, 'aria-label': matrix.words(r, c), cursor: 'pointer' },
          svg('rect', { x, y, width: cell, height: cellHeight, fill, stroke: theme.line, 'stroke-width': 0.5 }),
          ...hasNumbers ? [svg('text', {
            x: x + cell / 2, y: y + cellHeight / 2 + 4, 'text-anchor': 'middle', fill: textOn(fill), 'fill-opacity': value === 0 ? 0.7 : 1,
          }, signed(value, range[0] < 0))] : []);
      });
      return [head, ...cells];
    });
    const outline = (x: number, y: number, w: number, h: number) => svg('rect', {
      x, y, width: w, height: h, fill: 'none', stroke: theme.text, 'stroke-width': 2, 'pointer-events': 'none',
    });
    this.element.replaceChildren(
      svg('g', { role: 'row' }, ...heads),
      ...lines.map(line => svg('g', { role: 'row' }, ...line)),
      svg('g', { 'aria-hidden': 'true' },
        ...matrix.rowSelected < 0 ? [] : [outline(left, top + matrix.rowSelected * cellHeight, cell * columns.length, cellHeight)],
        ...matrix.columnSelected < 0 ? [] : [outline(left + matrix.columnSelected * cell, top, cell, cellHeight * rows.length)],
        this.scale(matrix, left, top + cellHeight * rows.length + 14, theme)),
    );
    this.roving.take([heads, ...lines]);
  }

  // Which colour stands for how many.
  private scale({ range: [least, largest], colour, unit }: Matrix, x: number, y: number, theme: Theme): SVGGElement {
    const parts = 24;
    const width = 144;
    const made = svg('g', { fill: theme.faint });
    for (let k = 0; k < parts; k++) {
      const value = least + ((k + 0.5) / parts) * (largest - least);
      made.append(svg('rect', { x: x + (k * width) / parts, y, width: width / parts + 0.3, height: 9, fill: colour(value) }));
    }
    made.append(
      svg('text', { x, y: y + 22 }, least < 0 ? signed(least, true) : `${number(least)}`),
      svg('text', { x: x + width, y: y + 22, 'text-anchor': 'end' }, `${signed(largest, least < 0)} ${unit}`),
    );
    return made;
  }
}

function signed(value: number, isDifference: boolean): string {
  return !isDifference || value === 0 ? number(value) : `${value > 0 ? '+' : '−'}${number(Math.abs(value))}`;
}
