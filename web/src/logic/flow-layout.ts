import { DEAD, OUTSIDE, type Flow } from './flow.ts';

/** A stratum as it is drawn. */
export interface Box {
  column: number;
  key: number;
  neurons: number[];
  x: number;
  y: number;
  height: number;
}

/** A ribbon as it is drawn: from the right edge of one box to the left edge of another. */
export interface Band {
  /** Index of the column that it leaves. */
  column: number;
  from: Box;
  to: Box;
  neurons: number[];
  /** Upper edges and heights at both ends. */
  y0: number;
  y1: number;
  h0: number;
  h1: number;
}

export interface FlowLayout {
  boxes: Box[][];
  bands: Band[];
  bar: number;
  /** Pixels of a neuron in the graph. */
  scale: number;
}

export interface FlowArea {
  x: number;
  y: number;
  /** From the left edge of the first column to the right edge of the last. */
  width: number;
  height: number;
  /** Width of a column. */
  bar: number;
  /** Most room between strata. */
  gap: number;
  /** What a neuron outside the graph counts of one in it: 1 or less; 0 leaves those out. */
  outside: number;
}

const isOutside = (key: number) => key === OUTSIDE || key === DEAD;

/** One of so many parts, so that those outside the graph take at most about a fifth of what the graph takes. */
export function outsideParts(flow: Flow): number {
  let [inside, outside] = [0, 0];
  for (const column of flow.columns) {
    let [within, without] = [0, 0];
    for (const { key, neurons } of column) {
      if (isOutside(key)) without += neurons.length;
      else within += neurons.length;
    }
    inside = Math.max(inside, within);
    outside = Math.max(outside, without);
  }
  return inside === 0 ? 1 : Math.max(1, Math.ceil((5 * outside) / inside));
}

/** Strata in the graph hang from the top, those outside it stand at the bottom; all columns have the same scale. */
export function layOut(flow: Flow, area: FlowArea): FlowLayout {
  const shown = flow.columns.map(column => column.filter(({ key }) => area.outside > 0 || !isOutside(key)));
  const weight = (key: number) => (isOutside(key) ? area.outside : 1);
  const most = Math.max(1, ...shown.map(column => column.length));
  const gap = Math.min(area.gap, (0.3 * area.height) / most);
  const scale = Math.min(...shown.map(column => {
    const total = column.reduce((sum, { key, neurons }) => sum + weight(key) * neurons.length, 0);
    return total === 0 ? Infinity : (area.height - gap * (column.length - 1)) / total;
  }), area.height);
  const pitch = shown.length === 1 ? 0 : (area.width - area.bar) / (shown.length - 1);
  const boxes = shown.map((column, c) => {
    const made: Box[] = column.map(({ key, neurons }) => ({
      column: c, key, neurons, x: area.x + c * pitch, y: 0, height: scale * weight(key) * neurons.length,
    }));
    let top = area.y;
    for (const box of made) {
      if (isOutside(box.key)) continue;
      box.y = top;
      top += box.height + gap;
    }
    let bottom = area.y + area.height;
    for (const box of made.toReversed()) {
      if (!isOutside(box.key)) continue;
      bottom -= box.height;
      box.y = bottom;
      bottom -= gap;
    }
    return made;
  });
  const boxOf = boxes.map(column => new Map(column.map(box => [box.key, box])));
  const bands: Band[] = [];
  flow.ribbons.forEach((ribbons, c) => {
    const left = new Map<Box, number>();
    const right = new Map<Box, number>();
    // They leave a box in the order of their targets and reach one in the order of their sources: that is how ribbons are sorted.
    for (const ribbon of ribbons) {
      const from = boxOf[c].get(flow.columns[c][ribbon.from].key);
      const to = boxOf[c + 1].get(flow.columns[c + 1][ribbon.to].key);
      if (from === undefined || to === undefined) continue;
      const h0 = scale * weight(from.key) * ribbon.neurons.length;
      const h1 = scale * weight(to.key) * ribbon.neurons.length;
      const y0 = left.get(from) ?? from.y;
      const y1 = right.get(to) ?? to.y;
      left.set(from, y0 + h0);
      right.set(to, y1 + h1);
      bands.push({ column: c, from, to, neurons: ribbon.neurons, y0, y1, h0, h1 });
    }
  });
  return { boxes, bands, bar: area.bar, scale };
}

/** The outline of a band as an SVG path; of its upper part only, if a share is given. */
export function bandPath(band: Band, bar: number, share = 1): string {
  const [x0, x1] = [band.from.x + bar, band.to.x];
  const middle = (x0 + x1) / 2;
  const [bottom0, bottom1] = [band.y0 + share * band.h0, band.y1 + share * band.h1];
  return `M${at(x0)} ${at(band.y0)}C${at(middle)} ${at(band.y0)} ${at(middle)} ${at(band.y1)} ${at(x1)} ${at(band.y1)}`
    + `L${at(x1)} ${at(bottom1)}C${at(middle)} ${at(bottom1)} ${at(middle)} ${at(bottom0)} ${at(x0)} ${at(bottom0)}Z`;
}

/** The way of a neuron through all columns as an SVG path; where it is left out the path has a gap. */
export function neuronPath(layout: FlowLayout, neuron: number): string {
  let path = '';
  let reached = -1;
  for (const band of layout.bands) {
    const index = band.neurons.indexOf(neuron);
    if (index < 0) continue;
    const share = (index + 0.5) / band.neurons.length;
    const [x0, x1] = [band.from.x + layout.bar, band.to.x];
    const [y0, y1] = [band.y0 + share * band.h0, band.y1 + share * band.h1];
    const middle = (x0 + x1) / 2;
    path += `${band.column === reached ? 'L' : 'M'}${at(x0)} ${at(y0)}`
      + `C${at(middle)} ${at(y0)} ${at(middle)} ${at(y1)} ${at(x1)} ${at(y1)}`;
    reached = band.column + 1;
  }
  return path;
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
