/** About how wide a text is, in pixels: the fonts of the page are about 0.6 as wide as high. */
export function textWidth(text: string, size: number): number {
  return 0.62 * size * [...text].length;
}

/** The text, cut with … after so many characters. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
