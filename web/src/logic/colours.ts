/**
 * Colours that stay apart for people with colour-blindness. The first ten are for both themes; more are made by turning the hue.
 * The first eight follow Okabe and Ito (2008) in another order, without black and with two more.
 */
const CATEGORIES = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#8f7cc7', '#b5a90e', '#7f5539', '#9b2f5f'];

export type Rgb = [red: number, green: number, blue: number];

/** The colour of a category (a class by index, a community by number of its track). */
export function categoryColour(index: number): string {
  if (index < CATEGORIES.length) return CATEGORIES[index];
  // Turns of the golden angle keep neighbours apart. Hues come near each other again after 8, 13, 21 or 34 turns: lightness differs then.
  const hue = (index * 137.508) % 360;
  const lightness = [34, 58, 42, 66, 50][index % 5];
  return toHex(fromHsl(hue / 360, 0.55, lightness / 100));
}

/** Of a shared neuron or one without a category. */
export const SHARED = '#8a8f98';

/** Dark blue to yellow, even in lightness: cividis, made for every kind of colour vision. */
const SEQUENTIAL: Rgb[] = [
  [0, 34, 78], [30, 57, 110], [66, 78, 108], [95, 101, 110], [125, 124, 120],
  [155, 149, 119], [188, 175, 111], [222, 203, 94], [254, 232, 56],
];

/** The colour of a value from 0 (least) to 1 (most). */
export function sequentialColour(share: number): string {
  return toHex(along(SEQUENTIAL, share));
}

/** The colour of an amount from 0, the page's surface, to 1: numbers in a matrix, where nothing should look like nothing. */
export function amountColour(share: number, surface: string, isDark: boolean): string {
  const stops = isDark ? ['#1f4e79', '#4f9bd8', '#b9defa'] : ['#d6e6f4', '#6aaed6', '#0b559f'];
  return toHex(along([parseColour(surface), ...stops.map(parseColour)], share));
}

/** The colour of a difference from -1 (blue) over 0, the page's surface, to 1 (red). */
export function differenceColour(share: number, surface: string, isDark: boolean): string {
  const stops = isDark ? ['#92c5de', '#2f6ea5', surface, '#a8423f', '#f4a582'] : ['#2166ac', '#92c5de', surface, '#f4a582', '#b2182b'];
  return toHex(along(stops.map(parseColour), (share + 1) / 2));
}

/** Of `#rrggbb`, or `#rgb`, to which the build shortens colours of the page's style. */
export function parseColour(hex: string): Rgb {
  const digits = hex.length === 4 ? hex.replaceAll(/[^#]/g, '$&$&').slice(1) : hex.slice(1);
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Black or white, whichever reads better on the colour. */
export function textOn(hex: string): string {
  const [red, green, blue] = parseColour(hex).map(channel => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.179 ? '#000000' : '#ffffff';
}

function along(stops: Rgb[], share: number): Rgb {
  const place = Math.min(Math.max(share, 0), 1) * (stops.length - 1);
  const below = Math.min(Math.floor(place), stops.length - 2);
  return [0, 1, 2].map(k => stops[below][k] + (place - below) * (stops[below + 1][k] - stops[below][k])) as Rgb;
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map(n => {
    const k = (n + hue * 12) % 12;
    return 255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  }) as Rgb;
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map(channel => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}
