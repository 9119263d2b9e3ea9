import { element } from './dom.ts';
import { type Cell, inSight, type Order, orderText, parseOrder, sorted } from './logic/rows.ts';
import { number } from './logic/words.ts';

export interface Column<T> {
  key: string;
  title: string;
  /** In CSS, such as `8rem`. */
  width: string;
  isNumber?: boolean;
  /** Whether its greatest values come first when it is chosen to sort by. */
  descends?: boolean;
  description?: string;
  /** What it is sorted by. */
  value(row: T): Cell;
  /** What is shown, where it is not the value. */
  show?(row: T): Node | string;
}

export interface RowTableSettings<T> {
  label: string;
  idOf(row: T): string;
  /** Rows that come before all others however the table is sorted. */
  isFirst?(row: T): boolean;
  /** Puts further rows among those that were sorted, such as those of a group that is open. */
  arranged?(rows: T[]): T[];
  /** A row was clicked, or Enter was pressed on it. */
  chosen(row: T): void;
  /** Whether the arrow keys choose the rows they come to. */
  choosesByArrow: boolean;
  /** The pointer is on a row; null: on none. */
  pointed?(row: T | null): void;
  /** The text of an order, to be kept in the state; the table is then shown again. */
  ordered(order: string): void;
}

const ROW_HEIGHT = 30;
let tables = 0;

/** A table of thousands of rows that sorts by its headings: only the rows in sight are elements. */
export class RowTable<T> {
  readonly element: HTMLElement;
  /** In the order shown. */
  rows: T[] = [];
  private given: readonly T[] = [];
  private columns: Column<T>[] = [];
  private order = '';
  private selected: string | null = null;
  private current = -1;
  private lit: ReadonlySet<string> = new Set();
  private readonly id = `table${++tables}`;
  private readonly head = element('thead', {});
  private readonly above = element('td', { class: 'space' });
  private readonly below = element('td', { class: 'space' });
  private readonly body = element('tbody', {});
  private readonly widths = element('colgroup', {});
  private readonly table: HTMLTableElement;
  private drawn = '';
  private height = 0;
  private isAwaitingFrame = false;

  constructor(private readonly settings: RowTableSettings<T>) {
    const space = (cell: HTMLElement) => element('tbody', { role: 'presentation', 'aria-hidden': 'true' }, element('tr', {}, cell));
    this.table = element('table', {
      role: 'grid', tabindex: 0, 'aria-label': settings.label, keydown: event => this.key(event as KeyboardEvent),
    }, this.widths, this.head, space(this.above), this.body, space(this.below));
    this.element = element('div', { class: 'rows', scroll: () => this.scrolled() }, this.table);
    const rowOf = (event: Event) => (event.target as Element).closest<HTMLElement>('tr.row');
    this.body.addEventListener('click', event => {
      const row = rowOf(event);
      if (row === null || (event.target as Element).closest('button, input, a, label') !== null) return;
      this.current = Number(row.dataset['index']);
      this.settings.chosen(this.rows[this.current]);
    });
    if (settings.pointed) {
      this.body.addEventListener('mouseover', event => {
        const row = rowOf(event);
        if (row !== null) settings.pointed!(this.rows[Number(row.dataset['index'])]);
      });
      this.body.addEventListener('mouseleave', () => settings.pointed!(null));
    }
    new ResizeObserver(() => this.resized()).observe(this.element);
  }

  /** Shows rows in an order; the same list of rows means the same rows. */
  show(columns: Column<T>[], rows: readonly T[], order: string, selected: string | null, lit: ReadonlySet<string> = new Set()): void {
    const isSame = columns === this.columns && order === this.order;
    if (!isSame) this.heading(columns, parseOrder(order));
    const isAnew = !isSame || rows !== this.given;
    if (isAnew) {
      this.rows = this.inOrder(rows, columns, parseOrder(order));
      this.drawn = '';
    }
    const isMoved = selected !== this.selected;
    if (!isSame && this.order !== '') this.element.scrollTop = 0;
    [this.columns, this.given, this.order, this.selected, this.lit] = [columns, rows, order, selected, lit];
    const isSought = selected !== null && (isMoved || isAnew);
    const place = isSought ? this.rows.findIndex(row => this.settings.idOf(row) === selected) : -1;
    if (place >= 0) this.current = place;
    this.current = Math.min(this.current, this.rows.length - 1);
    this.draw();
    // Only a table that has its height can be scrolled.
    if (place >= 0 && isMoved) {
      this.bringIntoSight(place);
      this.draw();
    }
  }

  private inOrder(rows: readonly T[], columns: Column<T>[], order: Order): T[] {
    const column = columns.find(known => known.key === order.column) ?? columns[0];
    const all = sorted(rows, column.value, order.descending);
    const { isFirst, arranged } = this.settings;
    const placed = isFirst === undefined ? all : [...all.filter(isFirst), ...all.filter(row => !isFirst(row))];
    return arranged === undefined ? placed : arranged(placed);
  }

  private heading(columns: Column<T>[], order: Order): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.['column'];
    this.widths.replaceChildren(...columns.map(column => element('col', { style: `width:${column.width}` })));
    this.table.style.width = `calc(${columns.map(column => column.width).join(' + ')})`;
    this.head.replaceChildren(element('tr', { 'aria-rowindex': 1 }, ...columns.map(column => {
      const isOrder = column.key === order.column;
      const descending = isOrder ? !order.descending : column.descends ?? false;
      return element('th', {
        scope: 'col', class: column.isNumber ? 'number' : null,
        'aria-sort': isOrder ? (order.descending ? 'descending' : 'ascending') : null,
      }, element('button', {
        'data-column': column.key, title: column.description ?? column.title,
        click: () => this.settings.ordered(orderText({ column: column.key, descending })),
      }, column.title));
    })));
    if (focused === undefined) return;
    [...this.head.querySelectorAll('button')].find(button => button.dataset['column'] === focused)?.focus();
  }

  // A page beside the table may open and take room: the chosen row, where it was in sight, stays there.
  private resized(): void {
    const { scrollTop, clientHeight } = this.element;
    const bottom = (this.current + 1) * ROW_HEIGHT + this.head.offsetHeight;
    if (this.current >= 0 && bottom > scrollTop + clientHeight && bottom <= scrollTop + this.height) this.bringIntoSight(this.current);
    this.height = clientHeight;
    this.scrolled();
  }

  private scrolled(): void {
    if (this.isAwaitingFrame) return;
    this.isAwaitingFrame = true;
    requestAnimationFrame(() => {
      this.isAwaitingFrame = false;
      this.draw();
    });
  }

  private draw(): void {
    const { first, end } = inSight(this.rows.length, ROW_HEIGHT, this.element.scrollTop, this.element.clientHeight || 400);
    const range = `${first} ${end}`;
    if (range !== this.drawn) {
      this.drawn = range;
      this.table.setAttribute('aria-rowcount', String(this.rows.length + 1));
      this.above.colSpan = this.below.colSpan = Math.max(this.columns.length, 1);
      this.above.style.height = `${first * ROW_HEIGHT}px`;
      this.below.style.height = `${(this.rows.length - end) * ROW_HEIGHT}px`;
      const focus = this.focused();
      this.body.replaceChildren(...this.rows.slice(first, end).map((row, k) => this.rowElement(row, first + k)));
      if (focus !== null) this.focus(focus);
    }
    for (const made of this.body.children) this.mark(made as HTMLElement);
    const isDrawn = this.current >= first && this.current < end;
    if (isDrawn) this.table.setAttribute('aria-activedescendant', `${this.id}-${this.current}`);
    else this.table.removeAttribute('aria-activedescendant');
  }

  // The row and the cell whose button or box has the focus, which rows that are made anew would lose.
  private focused(): { id: string; cell: number } | null {
    const cell = document.activeElement?.closest('td');
    const row = cell?.closest<HTMLElement>('tr.row');
    if (!cell || !row || !this.body.contains(row)) return null;
    return { id: row.dataset['id']!, cell: cell.cellIndex };
  }

  private focus({ id, cell }: { id: string; cell: number }): void {
    const row = [...this.body.rows].find(known => known.dataset['id'] === id);
    const within = row?.cells[cell]?.querySelector<HTMLElement>('button, input');
    (within ?? this.table).focus({ preventScroll: true });
  }

  private rowElement(row: T, index: number): HTMLElement {
    return element('tr', {
      id: `${this.id}-${index}`, class: 'row', 'data-index': index, 'data-id': this.settings.idOf(row), 'aria-rowindex': index + 2,
    },
      ...this.columns.map(column => {
        const shown = column.show?.(row) ?? text(column.value(row));
        return element('td', { class: column.isNumber ? 'number' : null, title: typeof shown === 'string' ? shown : null }, shown);
      }));
  }

  private mark(made: HTMLElement): void {
    const index = Number(made.dataset['index']);
    const id = this.settings.idOf(this.rows[index]);
    made.classList.toggle('current', index === this.current);
    made.classList.toggle('lit', this.lit.has(id));
    made.setAttribute('aria-selected', String(id === this.selected));
  }

  private bringIntoSight(index: number): void {
    const box = this.element;
    const head = this.head.offsetHeight;
    const top = index * ROW_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_HEIGHT + head > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW_HEIGHT + head - box.clientHeight;
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.table || event.ctrlKey || event.metaKey || event.altKey || this.rows.length === 0) return;
    const page = Math.max(Math.floor(this.element.clientHeight / ROW_HEIGHT) - 2, 1);
    const steps: Record<string, number> = {
      ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.rows.length, End: this.rows.length,
    };
    if (event.key === 'Enter' || event.key === ' ') {
      if (this.current >= 0) this.settings.chosen(this.rows[this.current]);
    } else if (event.key in steps) {
      this.current = Math.min(Math.max(this.current + steps[event.key], 0), this.rows.length - 1);
      this.bringIntoSight(this.current);
      this.draw();
      if (this.settings.choosesByArrow) this.settings.chosen(this.rows[this.current]);
    } else {
      return;
    }
    event.preventDefault();
  }
}

function text(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return cell !== null && cell !== 0 && Math.abs(cell) < 0.001 ? cell.toExponential(2) : number(cell);
}
