import { svg } from '../dom.ts';
import { textOn } from '../logic/colours.ts';
import { bandPath, neuronPath, type Box, type FlowLayout } from '../logic/flow-layout.ts';
import type { FlowMark } from '../logic/flow-marks.ts';
import type { Theme } from '../theme.ts';

/** What is drawn, and how it is called. */
export interface FlowScene {
  layout: FlowLayout;
  width: number;
  height: number;
  /** Where columns begin, and how much of the width belongs to each. */
  top: number;
  pitch: number;
  moments: string[];
  /** What stands above the columns; to the left of it `unit`. */
  headings: string[];
  unit: string;
  marks: FlowMark[];
  /** Of a stratum by its key. */
  colour: (key: number) => string;
  /** Short names, for labels in the picture. */
  name: (key: number) => string;
  /** Whether names are short enough to stand in a column. */
  hasLetters: boolean;
  /** The labels of boxes and columns for those who hear them. */
  boxLabel: (box: Box) => string;
  theme: Theme;
}

/** What is emphasised. */
export interface FlowEmphasis {
  /** Index of the present column. */
  present: number;
  lit: ReadonlySet<number>;
  neuron: number | null;
  /** Key of the selected community or class. */
  key: number | null;
}

const FONT_SIZE = 11;
const LEAST_LABEL = 12;
const LEAST_LETTER = 8;

/** The picture of a flow. It is drawn once; emphasis is put on top of it. */
export class FlowDrawing {
  readonly element: SVGSVGElement;
  /** For each column its heading and its boxes, which can have the focus. */
  readonly columns: SVGGElement[][] = [];
  private readonly presence: SVGRectElement;
  private readonly ribbons: SVGGElement;
  private readonly bands: SVGPathElement[];
  private readonly over: SVGGElement;
  private readonly way: SVGGElement;
  private readonly headings: SVGTextElement[] = [];
  private readonly rects = new Map<Box, SVGRectElement>();

  constructor(private readonly scene: FlowScene, label: string) {
    const { layout, width, height, theme, top } = scene;
    this.presence = svg('rect', { y: 0, width: layout.bar + 14, height, rx: 5, fill: theme.accent, 'fill-opacity': 0.14 });
    this.bands = layout.bands.map((band, b) => svg('path', {
      d: bandPath(band, layout.bar), fill: this.scene.colour(band.from.key), 'data-band': b,
    }));
    this.ribbons = svg('g', { cursor: 'pointer' }, ...this.bands);
    this.over = svg('g', { 'pointer-events': 'none' });
    this.way = svg('g', { 'pointer-events': 'none', fill: 'none', 'stroke-linejoin': 'round' });
    this.element = svg('svg', {
      width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': label,
      'font-family': theme.font, 'font-size': FONT_SIZE, fill: theme.text,
    }, this.presence, this.ribbons, this.over);
    layout.boxes.forEach((boxes, c) => {
      const heading = this.heading(c, this.left(c) + layout.bar / 2, top);
      this.columns.push([heading, ...boxes.map(box => this.box(box))]);
      this.element.append(...this.columns[c]);
    });
    if (scene.unit !== '') {
      this.element.append(svg('text', { x: this.left(0) - 8, y: top - 12, 'text-anchor': 'end', fill: theme.faint }, scene.unit));
    }
    this.element.append(this.way, this.names(0), this.signs());
    if (layout.boxes.length > 1) this.element.append(this.names(layout.boxes.length - 1));
  }

  emphasise({ present, lit, neuron, key }: FlowEmphasis): void {
    const { layout, theme } = this.scene;
    this.presence.setAttribute('x', `${this.left(present) - 7}`);
    this.headings.forEach((text, c) => {
      text.setAttribute('font-weight', c === present ? '700' : '400');
      text.setAttribute('fill', c === present ? theme.text : theme.faint);
    });
    const isLit = lit.size > 0;
    layout.bands.forEach((band, b) => {
      const isSelected = key !== null && (band.from.key === key || band.to.key === key);
      const opacity = isLit ? 0.16 : key === null ? 0.5 : isSelected ? 0.72 : 0.16;
      this.bands[b].setAttribute('fill-opacity', `${opacity}`);
    });
    this.over.replaceChildren(...isLit ? layout.bands.flatMap(band => {
      const many = band.neurons.reduce((sum, one) => (lit.has(one) ? sum + 1 : sum), 0);
      return many === 0 ? [] : [svg('path', {
        d: bandPath(band, layout.bar, many / band.neurons.length), fill: this.scene.colour(band.from.key), 'fill-opacity': 0.9,
        stroke: this.scene.colour(band.from.key), 'stroke-width': 0.6,
      })];
    }) : []);
    for (const [box, rect] of this.rects) {
      const isSelected = key !== null && box.key === key;
      rect.setAttribute('stroke', isSelected ? theme.text : theme.surface);
      rect.setAttribute('stroke-width', isSelected ? '2.5' : '0.5');
    }
    const path = neuron === null ? '' : neuronPath(layout, neuron);
    this.way.replaceChildren(...path === '' ? [] : [
      svg('path', { d: path, stroke: theme.surface, 'stroke-width': 5 }),
      svg('path', { d: path, stroke: theme.text, 'stroke-width': 2 }),
    ]);
  }

  // Also where a column has no boxes.
  private left(column: number): number {
    const { layout, pitch } = this.scene;
    const first = layout.boxes.flat()[0];
    return (first === undefined ? 0 : first.x - first.column * pitch) + column * pitch;
  }

  private heading(column: number, middle: number, top: number): SVGGElement {
    const { headings, moments, pitch, marks, theme } = this.scene;
    const text = svg('text', { x: middle, y: top - 12, 'text-anchor': 'middle', fill: theme.faint }, headings[column]);
    this.headings.push(text);
    const words = marks.filter(mark => mark.column === column).map(mark => mark.words);
    // Whoever says what stands there finds it, too.
    const isSame = headings[column] === moments[column] || moments[column].split(' ').includes(headings[column]);
    const short = isSame ? '' : `, column ${headings[column]}`;
    return svg('g', {
      role: 'button', 'data-column': column, cursor: 'pointer', 'aria-label': [`Go to ${moments[column]}${short}`, ...words].join('; '),
    }, svg('rect', { x: middle - pitch / 2, y: 0, width: pitch, height: top - 2, fill: 'none', 'pointer-events': 'all' }), text);
  }

  private box(box: Box): SVGGElement {
    const { layout, name, hasLetters, boxLabel } = this.scene;
    const colour = this.scene.colour(box.key);
    const rect = svg('rect', { x: box.x, y: box.y, width: layout.bar, height: Math.max(box.height, 0.8), fill: colour });
    this.rects.set(box, rect);
    const made = svg('g', {
      role: 'button', 'aria-label': boxLabel(box), cursor: 'pointer', 'data-box': `${box.column} ${box.key}`,
    }, rect);
    const size = Math.min(FONT_SIZE, box.height);
    if (hasLetters && box.key >= 0 && size >= LEAST_LETTER && name(box.key).length <= 2) {
      made.append(svg('text', {
        x: box.x + layout.bar / 2, y: box.y + box.height / 2 + 0.36 * size, 'text-anchor': 'middle', 'pointer-events': 'none',
        'font-size': size, 'font-weight': 700, fill: textOn(colour),
      }, name(box.key)));
    }
    return made;
  }

  // The names and sizes of the strata of the first column on its left, of the last on its right, where there is room.
  private names(column: number): SVGGElement {
    const { layout, name } = this.scene;
    const isLeft = column === 0;
    let above = -Infinity;
    const made = svg('g', { 'pointer-events': 'none' });
    for (const box of layout.boxes[column].toSorted((a, b) => a.y - b.y)) {
      const y = box.y + box.height / 2 + 4;
      if (y - above < LEAST_LABEL) continue;
      above = y;
      made.append(svg('text', {
        x: isLeft ? box.x - 8 : box.x + layout.bar + 8, y, 'text-anchor': isLeft ? 'end' : 'start',
      }, `${name(box.key)}: ${box.neurons.length}`));
    }
    return made;
  }

  private signs(): SVGGElement {
    const { layout, marks, theme } = this.scene;
    const made = svg('g', { 'font-weight': 700, 'font-size': FONT_SIZE + 1, 'pointer-events': 'none' });
    for (const mark of marks) {
      const box = layout.boxes[mark.column].find(known => known.key === mark.key);
      if (box === undefined || box.height < LEAST_LETTER) continue;
      const isLeft = mark.side === 'left';
      made.append(svg('text', {
        x: isLeft ? box.x - 3 : box.x + layout.bar + 3, y: box.y + box.height / 2 + 4, 'text-anchor': isLeft ? 'end' : 'start',
        stroke: theme.surface, 'stroke-width': 3, 'paint-order': 'stroke',
      }, mark.sign));
    }
    return made;
  }
}
