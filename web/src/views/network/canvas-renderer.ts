import type { Rgb } from '../../logic/colours.ts';
import { toScreen } from '../../logic/network/camera.ts';
import { type Drawing, GHOST, RINGED } from '../../logic/network/drawing.ts';
import { DIMMED, edgeMark, LIT, NEIGHBOUR } from '../../logic/network/marks.ts';
import { between, edgeAlpha, edgeOpacity, edgeStrength, edgeWidth, placeAt, presenceAt } from '../../logic/network/moment.ts';
import { firstEdgeOver } from '../../logic/network/transition.ts';
import { type Frame, type Renderer, sizeCanvas } from './renderer.ts';

// More would make a frame take longer than a person waits.
const MOST_EDGES = 2000;

/** Draws with Canvas 2D, for browsers without WebGL2: the strongest edges alone. */
export class CanvasRenderer implements Renderer {
  readonly mostEdges = MOST_EDGES;
  private readonly context: CanvasRenderingContext2D;
  private drawing: Drawing | null = null;
  private marks = new Uint8Array();

  constructor(readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d')!;
  }

  show(drawing: Drawing): void {
    this.drawing = drawing;
  }

  mark(marks: Uint8Array): void {
    this.marks = new Uint8Array(marks);
  }

  draw(frame: Frame): void {
    const { context, drawing } = this;
    sizeCanvas(this.canvas, frame);
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.clearRect(0, 0, frame.size.width, frame.size.height);
    if (drawing === null) return;
    this.drawEdges(drawing, frame);
    for (let s = 0; s < drawing.transition.neurons.length; s++) if (this.marks[s] < NEIGHBOUR) this.drawSprite(drawing, frame, s);
    for (let s = 0; s < drawing.transition.neurons.length; s++) if (this.marks[s] >= NEIGHBOUR) this.drawSprite(drawing, frame, s);
    context.globalAlpha = 1;
  }

  dispose(): void {}

  private drawEdges({ transition, edgePaint }: Drawing, frame: Frame): void {
    const { context } = this;
    const { edges } = transition;
    const first = Math.max(firstEdgeOver(edges, frame.threshold), edges.count - MOST_EDGES);
    const opacity = edgeOpacity(edges.count - first);
    for (let e = first; e < edges.count; e++) {
      const [one, other] = [edges.ends[2 * e], edges.ends[2 * e + 1]];
      const strong = edgeStrength(edges.weights[2 * e], frame.threshold) * (1 - frame.fraction)
        + edgeStrength(edges.weights[2 * e + 1], frame.threshold) * frame.fraction;
      const mark = edgeMark(this.marks[one], this.marks[other]);
      context.globalAlpha = edgeAlpha(strong, mark, opacity);
      context.strokeStyle = mixed(edgePaint, 8 * e, frame.fraction);
      context.lineWidth = edgeWidth(strong, mark);
      context.beginPath();
      context.moveTo(...toScreen(frame.camera, frame.size, ...placeAt(transition, one, frame.fraction)));
      context.lineTo(...toScreen(frame.camera, frame.size, ...placeAt(transition, other, frame.fraction)));
      context.stroke();
    }
  }

  private drawSprite({ transition, radii, paint }: Drawing, frame: Frame, s: number): void {
    const { context } = this;
    const alpha = presenceAt(transition, s, frame.fraction) * (this.marks[s] === DIMMED ? 0.22 : 1);
    if (alpha < 0.01) return;
    const kind = paint[8 * s + (frame.fraction < 0.5 ? 3 : 7)];
    const isLit = this.marks[s] === LIT;
    const radius = between(radii, s, frame.fraction) * frame.radiusScale + (isLit ? 2 : 0);
    context.globalAlpha = kind === GHOST ? 0.45 * alpha : alpha;
    context.beginPath();
    context.arc(...toScreen(frame.camera, frame.size, ...placeAt(transition, s, frame.fraction)), radius, 0, 2 * Math.PI);
    context.lineWidth = isLit ? 2 : kind === RINGED ? 1.5 : 1;
    context.strokeStyle = css(isLit || kind === RINGED ? frame.ink.text : kind === GHOST ? frame.ink.faint : frame.ink.surface);
    if (kind !== GHOST) {
      context.fillStyle = mixed(paint, 8 * s, frame.fraction);
      context.fill();
    }
    context.stroke();
  }
}

function mixed(paint: Uint8Array, at: number, fraction: number): string {
  return css([0, 1, 2].map(channel => paint[at + channel] * (1 - fraction) + paint[at + 4 + channel] * fraction) as Rgb);
}

function css(rgb: Rgb): string {
  return `rgb(${rgb.map(Math.round).join(' ')})`;
}
