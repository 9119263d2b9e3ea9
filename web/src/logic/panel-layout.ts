/** Where a panel lies in a picture of several, in pixels. */
export interface PanelPlace {
  left: number;
  top: number;
  width: number;
  height: number;
  /** The height of its legend. */
  legend: number;
  /** The rectangle of the curves. */
  plot: { left: number; top: number; width: number; height: number };
}

export const TITLE_HEIGHT = 24;
export const LEGEND_ROW = 20;
const LEFT = 58;
const RIGHT = 18;
const BELOW = 46;
const GAP = 12;

/**
 * Puts panels into rows and columns that fill the size, each at least `least` pixels high; the picture may be higher than the size.
 * `names` are the legend's entries of each panel; a legend takes as many lines as they need.
 */
export function layPanels(
  names: readonly string[][], size: { width: number; height: number }, top = 0, least = 165,
): { height: number; places: PanelPlace[] } {
  const columns = Math.max(Math.min(size.width >= 1500 ? 3 : size.width >= 760 ? 2 : 1, names.length), 1);
  const rows = Math.ceil(names.length / columns);
  const width = (size.width - GAP * (columns - 1)) / columns;
  const legends = names.map(entries => LEGEND_ROW * legendRows(entries, width - LEFT - RIGHT));
  const room = Math.floor((size.height - top) / Math.max(rows, 1)) - GAP;
  const places: PanelPlace[] = [];
  let y = top;
  for (let row = 0; row < rows; row++) {
    const ofRow = legends.slice(row * columns, (row + 1) * columns);
    const legend = Math.max(...ofRow);
    const height = Math.max(room, least + legend);
    ofRow.forEach((_, column) => {
      const left = column * (width + GAP);
      const head = TITLE_HEIGHT + legend + 8;
      places.push({
        left, top: y, width, height, legend,
        plot: { left: left + LEFT, top: y + head, width: width - LEFT - RIGHT, height: height - head - BELOW },
      });
    });
    y += height + GAP;
  }
  return { height: Math.max(y, size.height), places };
}

// A letter is some 6.3 pixels wide at the size of a legend; an entry has a line, a space and a gap beside its name.
function legendRows(entries: readonly string[], width: number): number {
  if (entries.length === 0) return 0;
  let rows = 1;
  let used = 0;
  for (const entry of entries) {
    const needed = 46 + 6.3 * entry.length;
    if (used > 0 && used + needed > width) {
      rows++;
      used = 0;
    }
    used += needed;
  }
  return rows;
}
