import { toScreen } from '../../logic/network/camera.ts';
import { spread } from '../../logic/network/labels.ts';
import type { Place } from '../../logic/network/places.ts';
import type { Theme } from '../../theme.ts';
import type { Frame } from './renderer.ts';

/** A name in the plane of the layout, with how much it is there. */
export interface Name {
  text: string;
  x: number;
  y: number;
  alpha: number;
}

/** What is drawn over the graph. */
export interface Annotations {
  names: Name[];
  /** The pinned neuron's places, by parts without a gap; the last place that is past at the time shown is `now`. */
  trail: (Place & { snapshot: number })[][];
  time: number;
  /** Where the pinned neuron is; null: none is pinned, or it is nowhere. */
  pinned: Place & { radius: number } | null;
}

/** A name and where it stands on the screen, apart from the others. */
export interface PlacedName extends Name {
  width: number;
  height: number;
}

const LINE = 18;

export function nameFont(theme: Theme): string {
  return `600 13px ${theme.font}`;
}

/** @param measure the width of a text in pixels. */
export function placeNames(names: Name[], frame: Pick<Frame, 'camera' | 'size'>, measure: (text: string) => number): PlacedName[] {
  const { camera, size } = frame;
  const onScreen = names.map(name => {
    const [x, y] = toScreen(camera, size, name.x, name.y);
    const text = name.text.length > 18 ? `${name.text.slice(0, 17)}…` : name.text;
    return { ...name, text, x, y, width: measure(text) + 8, height: LINE };
  });
  const isInside = (name: PlacedName) => name.x > 0 && name.y > 0 && name.x < size.width && name.y < size.height;
  return spread(onScreen.filter(isInside), size.width, size.height);
}

/** Draws on a canvas that has been scaled to CSS pixels. */
export function annotate(context: CanvasRenderingContext2D, frame: Frame, annotations: Annotations, theme: Theme): void {
  drawTrail(context, frame, annotations, theme);
  context.font = nameFont(theme);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = theme.surface;
  context.fillStyle = theme.text;
  for (const name of placeNames(annotations.names, frame, text => context.measureText(text).width)) {
    context.globalAlpha = name.alpha;
    context.strokeText(name.text, name.x, name.y);
    context.fillText(name.text, name.x, name.y);
  }
  context.globalAlpha = 1;
}

/** Of a step of the trail: the longer ago the fainter; what is to come is faintest. */
export function trailOpacity(snapshot: number, time: number): number {
  return snapshot > time ? 0.15 : Math.max(0.9 - 0.08 * (time - snapshot), 0.25);
}

function drawTrail(context: CanvasRenderingContext2D, frame: Frame, { trail, time, pinned }: Annotations, theme: Theme): void {
  const at = (place: Place) => toScreen(frame.camera, frame.size, place.x, place.y);
  context.strokeStyle = context.fillStyle = theme.accent;
  context.lineWidth = 1.5;
  for (const part of trail) {
    for (let i = 0; i < part.length; i++) {
      context.globalAlpha = trailOpacity(part[i].snapshot, time);
      if (i > 0) {
        context.beginPath();
        context.moveTo(...at(part[i - 1]));
        context.lineTo(...at(part[i]));
        context.stroke();
      }
      context.beginPath();
      context.arc(...at(part[i]), 2.5, 0, 2 * Math.PI);
      context.fill();
    }
  }
  if (pinned !== null) {
    context.globalAlpha = 1;
    context.lineWidth = 2.5;
    context.strokeStyle = theme.accent;
    context.beginPath();
    context.arc(...at(pinned), pinned.radius + 4, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = 1;
}
