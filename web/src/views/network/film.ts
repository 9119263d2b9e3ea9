import { element } from '../../dom.ts';
import { sequentialColour } from '../../logic/colours.ts';
import { number } from '../../logic/words.ts';
import type { Theme } from '../../theme.ts';
import { annotate } from './annotations.ts';
import { CanvasRenderer } from './canvas-renderer.ts';
import { GlRenderer } from './gl-renderer.ts';
import type { Legend } from './legend.ts';
import type { Renderer } from './renderer.ts';
import { LEGEND_WIDTH, type Shot, TITLE_HEIGHT } from './svg-picture.ts';

/** Draws pictures with title and legend on a canvas, with a renderer of its own, so that the picture on the page stays as it is. */
export class Film {
  private readonly renderer: Renderer;
  private shown: unknown = null;

  constructor() {
    const canvas = element('canvas');
    this.renderer = GlRenderer.on(canvas, () => {}) ?? new CanvasRenderer(canvas);
  }

  draw(canvas: HTMLCanvasElement, shot: Shot, theme: Theme): void {
    const context = canvas.getContext('2d')!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = theme.surface;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (shot.drawing !== this.shown) {
      this.shown = shot.drawing;
      this.renderer.show(shot.drawing);
    }
    this.renderer.mark(shot.marks);
    this.renderer.draw(shot.frame);
    context.drawImage(this.renderer.canvas, 0, TITLE_HEIGHT);
    context.setTransform(1, 0, 0, 1, 0, TITLE_HEIGHT);
    annotate(context, shot.frame, shot.annotations, theme);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillStyle = theme.text;
    context.font = `600 20px ${theme.font}`;
    context.fillText(shot.captions.title, 16, 30);
    context.font = `14px ${theme.font}`;
    context.fillStyle = theme.faint;
    shot.captions.lines.forEach((line, i) => context.fillText(line, 16, 52 + 18 * i));
    drawLegend(context, shot.captions.legend, canvas.width - LEGEND_WIDTH, theme);
  }

  dispose(): void {
    this.renderer.dispose();
  }
}

function drawLegend(context: CanvasRenderingContext2D, { title, entries, range }: Legend, x: number, theme: Theme): void {
  let y = TITLE_HEIGHT + 20;
  context.fillStyle = theme.text;
  context.font = `600 14px ${theme.font}`;
  context.fillText(title, x, y, LEGEND_WIDTH - 10);
  context.font = `14px ${theme.font}`;
  if (range !== null) {
    for (let i = 0; i < 40; i++) {
      context.fillStyle = sequentialColour(i / 39);
      context.fillRect(x + 4 * i, y + 12, 4.5, 14);
    }
    context.fillStyle = theme.text;
    context.fillText(number(range[0], 3), x, y + 44);
    context.textAlign = 'right';
    context.fillText(number(range[1], 3), x + 160, y + 44);
    context.textAlign = 'left';
    y += 50;
  }
  for (const entry of entries.filter(({ count, category }) => count > 0 || category !== null)) {
    y += 24;
    context.beginPath();
    context.arc(x + 7, y - 5, 6, 0, 2 * Math.PI);
    context.fillStyle = entry.colour;
    if (entry.kind !== 'ghost') context.fill();
    context.strokeStyle = entry.kind === 'ringed' ? theme.text : theme.faint;
    context.lineWidth = 1.5;
    if (entry.kind !== 'disc') context.stroke();
    context.fillStyle = theme.text;
    context.fillText(`${entry.text} (${number(entry.count)})`, x + 22, y, LEGEND_WIDTH - 30);
  }
}
