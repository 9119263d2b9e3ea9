/** At most so many of the indices 0 … count - 1, evenly spaced, with the first, the last and the current one. */
export function thinned(count: number, most: number, current: number): number[] {
  const kept = Math.min(count, Math.max(most, 3));
  if (kept <= 1) return count === 1 ? [0] : [];
  const chosen = Array.from({ length: kept }, (_, k) => Math.round((k * (count - 1)) / (kept - 1)));
  if (chosen.includes(current) || current < 0 || current >= count) return chosen;
  // The nearest one gives way, so that the others stay where they are while time moves.
  let nearest = 1;
  for (let k = 2; k < kept - 1; k++) {
    if (Math.abs(chosen[k] - current) < Math.abs(chosen[nearest] - current)) nearest = k;
  }
  chosen[nearest] = current;
  return chosen;
}
