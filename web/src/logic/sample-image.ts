import type { SampleImage } from '../api.ts';
import { bytesOf } from './base64.ts';

/** Red, green, blue and opacity of each pixel, as a canvas takes them. */
export function rgba(image: SampleImage): Uint8ClampedArray<ArrayBuffer> {
  const bytes = bytesOf(image.pixels);
  const plane = image.height * image.width;
  const found = new Uint8ClampedArray(4 * plane);
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < 3; channel++) found[4 * at + channel] = bytes[image.channels === 1 ? at : channel * plane + at];
    found[4 * at + 3] = 255;
  }
  return found;
}

/** The size of a picture of an image whose longer side is so long. */
export function sizeOf(image: { height: number; width: number }, side: number): { width: number; height: number } {
  const scale = side / Math.max(image.height, image.width);
  return { width: Math.max(Math.round(image.width * scale), 1), height: Math.max(Math.round(image.height * scale), 1) };
}
