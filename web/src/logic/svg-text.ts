/** Text of SVG files. */

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An SVG file of elements that are SVG text themselves, on a background. */
export function svgFile(width: number, height: number, background: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`
    + `<rect width="${width}" height="${height}" fill="${background}"/>${parts.join('')}</svg>`;
}

/** Moves SVG text. */
export function at(left: number, top: number, svg: string): string {
  return `<g transform="translate(${left} ${top})">${svg}</g>`;
}

export function text(x: number, y: number, words: string, look: { fill: string; font: string; size?: number; bold?: boolean }): string {
  const weight = look.bold ? ' font-weight="bold"' : '';
  return `<text x="${x}" y="${y}" font-family="${escapeXml(look.font)}" font-size="${look.size ?? 12}"${weight} fill="${look.fill}">`
    + `${escapeXml(words)}</text>`;
}

/** Words in lines of at most so many letters. */
export function lines(words: string, letters: number): string[] {
  const found: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      found.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? found : [...found, line];
}
