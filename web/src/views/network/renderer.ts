import { parseColour, type Rgb } from '../../logic/colours.ts';
import type { Camera, Size } from '../../logic/network/camera.ts';
import type { Drawing } from '../../logic/network/drawing.ts';
import type { Theme } from '../../theme.ts';

/** Draws a graph on a canvas of its own. */
export interface Renderer {
  readonly canvas: HTMLCanvasElement;
  /** Of more edges only the strongest are drawn. */
  readonly mostEdges: number;
  /** What to draw from now on. */
  show(drawing: Drawing): void;
  /** A mark for each sprite, see marksOf. */
  mark(marks: Uint8Array): void;
  draw(frame: Frame): void;
  dispose(): void;
}

/** What may change from frame to frame. */
export interface Frame {
  /** From 0, the first snapshot of the drawing, to 1, the second. */
  fraction: number;
  camera: Camera;
  /** In CSS pixels. */
  size: Size;
  /** Pixels of the canvas for each CSS pixel. */
  ratio: number;
  /** Share of the largest weight. */
  threshold: number;
  radiusScale: number;
  ink: Ink;
}

export interface Ink {
  surface: Rgb;
  text: Rgb;
  faint: Rgb;
}

export function inkOf(theme: Theme): Ink {
  return { surface: parseColour(theme.surface), text: parseColour(theme.text), faint: parseColour(theme.faint) };
}

/** Gives a canvas the size of the frame, if it has another. */
export function sizeCanvas(canvas: HTMLCanvasElement, { size, ratio }: Pick<Frame, 'size' | 'ratio'>): void {
  const [width, height] = [Math.max(1, Math.round(size.width * ratio)), Math.max(1, Math.round(size.height * ratio))];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
