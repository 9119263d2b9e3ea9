import { type Camera, pan, type Size, zoomAt } from '../../logic/network/camera.ts';

/** What the pointer and the keys do to a picture. */
export interface Gestures {
  size(): Size;
  camera(): Camera;
  /** Null: fit again. */
  moved(camera: Camera | null): void;
  hovered(x: number, y: number): void;
  left(): void;
  clicked(x: number, y: number): void;
}

const STEP = 1.25;
const CLICK = 5;

/** Drag moves the picture, wheel and pinch enlarge it; a press that hardly moves is a click. */
export function listen(canvas: HTMLCanvasElement, gestures: Gestures): void {
  const fingers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    if (fingers.size === 0) travelled = 0;
    fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (fingers.size > 1) travelled = Infinity;
  });
  canvas.addEventListener('pointermove', event => {
    const before = fingers.get(event.pointerId);
    const now = { x: event.offsetX, y: event.offsetY };
    if (before === undefined) {
      gestures.hovered(now.x, now.y);
      return;
    }
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled > CLICK) gestures.moved(moveOf([...fingers.values()], before, now, gestures));
    fingers.set(event.pointerId, now);
  });
  const lift = (event: PointerEvent) => {
    if (fingers.delete(event.pointerId) && event.type === 'pointerup' && travelled <= CLICK) gestures.clicked(event.offsetX, event.offsetY);
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('pointerleave', () => gestures.left());
  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    // Lines and pages of some mice in place of pixels.
    const pixels = event.deltaY * [1, 16, 400][event.deltaMode];
    gestures.moved(zoomAt(gestures.camera(), gestures.size(), event.offsetX, event.offsetY, Math.exp(-pixels / 400)));
  }, { passive: false });
}

/** Enlarges around the middle: 1 larger, -1 smaller. */
export function step(gestures: Pick<Gestures, 'camera' | 'size' | 'moved'>, direction: 1 | -1): void {
  const size = gestures.size();
  gestures.moved(zoomAt(gestures.camera(), size, size.width / 2, size.height / 2, STEP ** direction));
}

// One finger drags. Of two, the one that moves turns the distance to the other into the enlargement.
function moveOf(
  fingers: { x: number; y: number }[], before: { x: number; y: number }, now: { x: number; y: number }, gestures: Gestures,
): Camera {
  const other = fingers.find(finger => finger !== before);
  if (other === undefined) return pan(gestures.camera(), now.x - before.x, now.y - before.y);
  const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1);
  const zoomed = zoomAt(gestures.camera(), gestures.size(), other.x, other.y, factor);
  return zoomed;
}
