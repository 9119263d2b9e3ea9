/** A text around a point on the screen. */
export interface Label {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Moves labels apart where they overlap, each pair by half of the overlap, along the direction that needs less. A few rounds are enough
 * for a dozen labels; what still overlaps then has no room. They stay within the picture.
 */
export function spread<T extends Label>(labels: readonly T[], width: number, height: number, rounds = 30): T[] {
  const placed = labels.map(label => ({ ...label }));
  for (let round = 0; round < rounds; round++) {
    let isMoved = false;
    for (let i = 0; i < placed.length; i++) {
      for (let j = i + 1; j < placed.length; j++) isMoved = part(placed[i], placed[j]) || isMoved;
    }
    for (const label of placed) {
      label.x = Math.min(Math.max(label.x, label.width / 2), Math.max(width - label.width / 2, label.width / 2));
      label.y = Math.min(Math.max(label.y, label.height / 2), Math.max(height - label.height / 2, label.height / 2));
    }
    if (!isMoved) break;
  }
  return placed;
}

function part(one: Label, other: Label): boolean {
  const across = (one.width + other.width) / 2 - Math.abs(one.x - other.x);
  const down = (one.height + other.height) / 2 - Math.abs(one.y - other.y);
  if (across <= 0.01 || down <= 0.01) return false;
  if (down <= across) {
    const step = (one.y <= other.y ? -1 : 1) * down / 2;
    one.y += step;
    other.y -= step;
  } else {
    const step = (one.x <= other.x ? -1 : 1) * across / 2;
    one.x += step;
    other.x -= step;
  }
  return true;
}
