import { type Camera, type Size, toScreen } from './camera.ts';
import type { Drawing } from './drawing.ts';
import { between, placeAt, presenceAt } from './moment.ts';

const REACH = 8;

/** The sprite under or next to a point on the screen; -1: none. Vertices come before ghosts. */
export function nearest(
  drawing: Drawing, fraction: number, camera: Camera, size: Size, scale: number, x: number, y: number,
): number {
  const { transition, radii } = drawing;
  let [found, least] = [-1, Infinity];
  for (let s = 0; s < transition.neurons.length; s++) {
    if (presenceAt(transition, s, fraction) < 0.3) continue;
    const [px, py] = toScreen(camera, size, ...placeAt(transition, s, fraction));
    const distance = Math.hypot(px - x, py - y);
    if (distance > Math.max(between(radii, s, fraction) * scale + 2, REACH)) continue;
    const rank = distance + (s < transition.vertices ? 0 : 2 * REACH);
    if (rank < least) [found, least] = [s, rank];
  }
  return found;
}
