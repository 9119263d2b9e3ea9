import type { Extent } from './places.ts';

/** What part of the plane of the layout a picture shows: its centre, and pixels for each unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  width: number;
  height: number;
}

/** The camera that shows the whole extent with a margin of so many pixels. */
export function fit(extent: Extent, size: Size, margin: number): Camera {
  const wide = Math.max(size.width - 2 * margin, 20) / Math.max(extent.right - extent.left, 1e-9);
  const high = Math.max(size.height - 2 * margin, 20) / Math.max(extent.bottom - extent.top, 1e-9);
  // A single vertex, or several at one place, would be looked at from nowhere.
  const scale = Math.min(wide, high);
  return { x: (extent.left + extent.right) / 2, y: (extent.top + extent.bottom) / 2, scale: scale < 1e8 ? scale : 1 };
}

export function toScreen(camera: Camera, size: Size, x: number, y: number): [number, number] {
  return [(x - camera.x) * camera.scale + size.width / 2, (y - camera.y) * camera.scale + size.height / 2];
}

export function toPlane(camera: Camera, size: Size, x: number, y: number): [number, number] {
  return [(x - size.width / 2) / camera.scale + camera.x, (y - size.height / 2) / camera.scale + camera.y];
}

/** Enlarges by a factor so that what is at the point on the screen stays there. */
export function zoomAt(camera: Camera, size: Size, x: number, y: number, factor: number): Camera {
  const [px, py] = toPlane(camera, size, x, y);
  const scale = camera.scale * factor;
  return { x: px - (x - size.width / 2) / scale, y: py - (y - size.height / 2) / scale, scale };
}

/** Moves the picture by so many pixels. */
export function pan(camera: Camera, right: number, down: number): Camera {
  return { ...camera, x: camera.x - right / camera.scale, y: camera.y - down / camera.scale };
}

/** The same part of the plane on a picture of another size. */
export function resize(camera: Camera, from: Size, to: Size): Camera {
  return { ...camera, scale: camera.scale * Math.min(to.width / from.width, to.height / from.height) };
}
