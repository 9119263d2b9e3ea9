import { svg } from '../../dom.ts';
import { sequentialColour } from '../../logic/colours.ts';
import { resize, type Size, toScreen } from '../../logic/network/camera.ts';
import { type Drawing, GHOST, RINGED } from '../../logic/network/drawing.ts';
import { between, edgeAlpha, edgeOpacity, edgeStrength, edgeWidth, placeAt, presenceAt } from '../../logic/network/moment.ts';
import { DIMMED, edgeMark, LIT } from '../../logic/network/marks.ts';
import { firstEdgeOver } from '../../logic/network/transition.ts';
import { number } from '../../logic/words.ts';
import type { Theme } from '../../theme.ts';
import { type Annotations, placeNames, trailOpacity } from './annotations.ts';
import type { Captions } from './captions.ts';
import type { Legend } from './legend.ts';
import type { Frame } from './renderer.ts';

/** More makes a file that editors open slowly. */
const MOST_EDGES = 4000;
export const LEGEND_WIDTH = 190;
export const TITLE_HEIGHT = 62;
const PAD = 14;

/** What of a graph is put into a saved picture. */
export interface Shot {
  drawing: Drawing;
  marks: Uint8Array;
  frame: Frame;
  annotations: Annotations;
  captions: Captions;
}

/** The graph as SVG, with the title above and the legend to the right; so large that the graph has the given size. */
export function svgOf(shot: Shot, size: Size, theme: Theme): SVGSVGElement {
  const frame = { ...shot.frame, size, camera: resize(shot.frame.camera, shot.frame.size, size) };
  const [width, height] = [size.width + LEGEND_WIDTH, size.height + TITLE_HEIGHT];
  const { group, cut } = edgesOf(shot, frame);
  const lines = [...shot.captions.lines];
  if (cut > 0) lines.push(`The ${number(MOST_EDGES)} strongest edges; ${number(cut)} weaker ones are left out.`);
  const clip = svg('clipPath', { id: 'graph' }, svg('rect', { width: size.width, height: size.height }));
  const root = svg('svg', {
    width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': theme.font, 'font-size': 12,
  },
    svg('title', {}, shot.captions.title),
    clip,
    svg('rect', { width, height, fill: theme.surface }),
    svg('text', { x: PAD, y: 24, 'font-size': 16, 'font-weight': 600, fill: theme.text }, shot.captions.title),
    ...lines.map((line, i) => svg('text', { x: PAD, y: 42 + 15 * i, fill: theme.faint }, line)),
    svg('g', { transform: `translate(0 ${TITLE_HEIGHT})` },
      svg('g', { 'clip-path': 'url(#graph)' },
        group, spritesOf(shot, frame, theme), ...trailOf(shot, frame, theme), namesOf(shot, frame, theme)),
      legendOf(shot.captions.legend, size.width + 6, theme)),
  );
  return root;
}

/** The text of one file with the pictures from left to right. */
export function sideBySide(pictures: SVGSVGElement[]): { svg: string; width: number; height: number } {
  let width = 0;
  for (const picture of pictures) {
    picture.setAttribute('x', String(width));
    width += Number(picture.getAttribute('width'));
  }
  const height = Number(pictures[0].getAttribute('height'));
  const all = pictures.length === 1 ? pictures[0] : svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` }, ...pictures);
  return { svg: new XMLSerializer().serializeToString(all), width, height };
}

function edgesOf({ drawing, marks }: Shot, frame: Frame): { group: SVGGElement; cut: number } {
  const { transition, edgePaint } = drawing;
  const { edges } = transition;
  const over = firstEdgeOver(edges, frame.threshold);
  const first = Math.max(over, edges.count - MOST_EDGES);
  const opacity = edgeOpacity(edges.count - first);
  const group = svg('g', { fill: 'none' });
  for (let e = first; e < edges.count; e++) {
    const [one, other] = [edges.ends[2 * e], edges.ends[2 * e + 1]];
    const strong = edgeStrength(edges.weights[2 * e], frame.threshold) * (1 - frame.fraction)
      + edgeStrength(edges.weights[2 * e + 1], frame.threshold) * frame.fraction;
    const mark = edgeMark(marks[one], marks[other]);
    const alpha = edgeAlpha(strong, mark, opacity);
    if (alpha < 0.004) continue;
    const [x1, y1] = toScreen(frame.camera, frame.size, ...placeAt(transition, one, frame.fraction));
    const [x2, y2] = toScreen(frame.camera, frame.size, ...placeAt(transition, other, frame.fraction));
    group.append(svg('path', {
      d: `M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}`, stroke: mixed(edgePaint, 8 * e, frame.fraction),
      'stroke-width': short(edgeWidth(strong, mark)), 'stroke-opacity': Math.round(1000 * alpha) / 1000,
    }));
  }
  return { group, cut: first - over };
}

function spritesOf({ drawing, marks }: Shot, frame: Frame, theme: Theme): SVGGElement {
  const { transition, radii, paint } = drawing;
  const group = svg('g');
  const order = Array.from(transition.neurons.keys()).sort((a, b) => marks[a] - marks[b]);
  for (const s of order) {
    const alpha = presenceAt(transition, s, frame.fraction) * (marks[s] === DIMMED ? 0.22 : 1);
    if (alpha < 0.01) continue;
    const kind = paint[8 * s + (frame.fraction < 0.5 ? 3 : 7)];
    const isLit = marks[s] === LIT;
    const [x, y] = toScreen(frame.camera, frame.size, ...placeAt(transition, s, frame.fraction));
    const isDark = isLit || kind === RINGED;
    group.append(svg('circle', {
      cx: short(x), cy: short(y), r: short(between(radii, s, frame.fraction) * frame.radiusScale + (isLit ? 2 : 0)),
      fill: kind === GHOST ? 'none' : mixed(paint, 8 * s, frame.fraction),
      stroke: isDark ? theme.text : kind === GHOST ? theme.faint : theme.surface, 'stroke-width': isLit ? 2 : kind === RINGED ? 1.5 : 1,
      opacity: alpha === 1 && kind !== GHOST ? null : Math.round(100 * alpha * (kind === GHOST ? 0.45 : 1)) / 100,
    }, svg('title', {}, `Neuron ${transition.neurons[s]}`)));
  }
  return group;
}

function trailOf({ annotations }: Shot, frame: Frame, theme: Theme): SVGElement[] {
  const made: SVGElement[] = [];
  const { trail, time, pinned } = annotations;
  for (const part of trail) {
    part.forEach((place, i) => {
      const opacity = short(trailOpacity(place.snapshot, time));
      const [x, y] = toScreen(frame.camera, frame.size, place.x, place.y).map(short);
      made.push(svg('circle', { cx: x, cy: y, r: 2.5, fill: theme.accent, opacity }));
      if (i === 0) return;
      const [x1, y1] = toScreen(frame.camera, frame.size, part[i - 1].x, part[i - 1].y).map(short);
      made.push(svg('path', { d: `M${x1} ${y1}L${x} ${y}`, stroke: theme.accent, 'stroke-width': 1.5, 'stroke-opacity': opacity }));
    });
  }
  if (pinned !== null) {
    const [cx, cy] = toScreen(frame.camera, frame.size, pinned.x, pinned.y);
    made.push(svg('circle', { cx, cy, r: pinned.radius + 4, fill: 'none', stroke: theme.accent, 'stroke-width': 2.5 }));
  }
  return made;
}

function namesOf({ annotations }: Shot, frame: Frame, theme: Theme): SVGGElement {
  const names = placeNames(annotations.names, frame, text => 7.8 * text.length);
  return svg('g', { 'font-size': 13, 'font-weight': 600, 'text-anchor': 'middle', fill: theme.text },
    ...names.map(name => svg('text', {
      x: short(name.x), y: short(name.y + 4.5), opacity: short(name.alpha),
      stroke: theme.surface, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke',
    }, name.text)));
}

function legendOf({ title, entries, range }: Legend, x: number, theme: Theme): SVGGElement {
  const group = svg('g', { transform: `translate(${x} 0)`, fill: theme.text }, svg('text', { y: 14, 'font-weight': 600 }, title));
  let y = 34;
  if (range !== null) {
    for (let i = 0; i < 40; i++) group.append(svg('rect', { x: 4 * i, y: 24, width: 4.3, height: 12, fill: sequentialColour(i / 39) }));
    group.append(svg('text', { y: 51 }, number(range[0], 3)), svg('text', { x: 160, y: 51, 'text-anchor': 'end' }, number(range[1], 3)));
    y = 74;
  }
  for (const entry of entries.filter(({ count, category }) => count > 0 || category !== null)) {
    group.append(svg('circle', {
      cx: 6, cy: y - 4, r: 5, fill: entry.kind === 'ghost' ? 'none' : entry.colour,
      stroke: entry.kind === 'ringed' ? theme.text : entry.kind === 'ghost' ? theme.faint : null, 'stroke-width': 1.5,
    }), svg('text', { x: 18, y }, `${entry.text.length > 20 ? `${entry.text.slice(0, 19)}…` : entry.text} (${number(entry.count)})`));
    y += 18;
  }
  return group;
}

function mixed(paint: Uint8Array, at: number, fraction: number): string {
  const channels = [0, 1, 2].map(channel => Math.round(paint[at + channel] * (1 - fraction) + paint[at + 4 + channel] * fraction));
  return `#${channels.map(channel => channel.toString(16).padStart(2, '0')).join('')}`;
}

function short(value: number): number {
  return Math.round(100 * value) / 100;
}
