import { svg } from '../dom.ts';
import { textWidth } from '../logic/fit-text.ts';
import type { Picture } from '../page.ts';
import type { Theme } from '../theme.ts';

export interface LegendEntry {
  colour: string;
  text: string;
}

/** A picture of its own out of drawings: title above, legend and notes below, without what only the page needs. */
export function pictureOf(
  name: string, title: string, drawing: SVGElement, size: { width: number; height: number }, legend: LegendEntry[], notes: string[],
  theme: Theme,
): Picture {
  const margin = 16;
  const width = size.width + 2 * margin;
  const copy = drawing.cloneNode(true) as SVGElement;
  for (const part of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name: attribute } of [...part.attributes]) {
      if (/^(tabindex|role|cursor|pointer-events|class|style|aria-.*|data-.*)$/.test(attribute)) part.removeAttribute(attribute);
    }
  }
  copy.setAttribute('x', `${margin}`);
  copy.setAttribute('y', `${margin + 28}`);
  let [x, y] = [margin, margin + 28 + size.height + 22];
  const entries = svg('g', {});
  for (const { colour, text } of legend) {
    const wide = textWidth(text, 12) + 32;
    if (x > margin && x + wide > width - margin) [x, y] = [margin, y + 20];
    entries.append(svg('rect', { x, y: y - 10, width: 12, height: 12, fill: colour }), svg('text', { x: x + 17, y }, text));
    x += wide;
  }
  if (legend.length === 0) y -= 20;
  for (const note of notes) {
    for (const line of wrapped(note, (width - 2 * margin) / textWidth('x', 12))) {
      y += 20;
      entries.append(svg('text', { x: margin, y, fill: theme.faint }, line));
    }
  }
  const height = y + margin;
  const whole = svg('svg', {
    xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`,
    'font-family': theme.font, 'font-size': 12, fill: theme.text,
  }, svg('title', {}, title), svg('rect', { width, height, fill: theme.surface }),
    svg('text', { x: margin, y: margin + 14, 'font-size': 16, 'font-weight': 700 }, title), copy, entries);
  return { name, svg: new XMLSerializer().serializeToString(whole), width, height };
}

function wrapped(text: string, most: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
