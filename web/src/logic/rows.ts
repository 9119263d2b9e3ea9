/** Rows of a table: their order, their search, and which of them are in sight. */

export type Cell = string | number | null;

/** How rows are sorted: a column, from the least or from the most. As text: the column, with `-` before it for the most first. */
export interface Order {
  column: string;
  descending: boolean;
}

export function parseOrder(text: string): Order {
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false };
}

export function orderText(order: Order): string {
  return order.descending ? `-${order.column}` : order.column;
}

/** A new list, sorted by a value of each row; rows without a value come last either way, equal ones stay in their order. */
export function sorted<T>(rows: readonly T[], value: (row: T) => Cell, descending: boolean): T[] {
  const sign = descending ? -1 : 1;
  return rows
    .map(row => ({ row, cell: value(row) }))
    .sort((a, b) => {
      if (a.cell === null || b.cell === null) return Number(a.cell === null) - Number(b.cell === null);
      return sign * compare(a.cell, b.cell);
    })
    .map(entry => entry.row);
}

// One collator: String.localeCompare with options makes a new one for each call, too slow for thousands of rows.
const COLLATOR = new Intl.Collator('en', { numeric: true });

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return COLLATOR.compare(String(a), String(b));
}

/** Whether each word of a search is in one of the texts; upper and lower case are the same. */
export function matches(search: string, texts: readonly string[]): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(word => word !== '');
  const lower = texts.map(text => text.toLowerCase());
  return words.every(word => lower.some(text => text.includes(word)));
}

/** The rows to draw: those in sight with some above and below, from `first` up to but not including `end`. */
export function inSight(rows: number, rowHeight: number, scrolled: number, height: number, spare = 8): { first: number; end: number } {
  const first = Math.max(Math.floor(scrolled / rowHeight) - spare, 0);
  const end = Math.min(Math.ceil((scrolled + height) / rowHeight) + spare, rows);
  return { first: Math.min(first, Math.max(end, 0)), end: Math.max(end, 0) };
}
