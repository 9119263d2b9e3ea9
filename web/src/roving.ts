/** Arrow keys move the focus among elements in rows; one of them is reached by Tab, so that a grid is one stop. */
export class Roving {
  private rows: (HTMLElement | SVGElement)[][] = [];
  private row = 0;
  private column = 0;

  /** Of rows, or of columns: then up and down move within one. */
  constructor(private readonly ofColumns = false) {}

  /**
   * Takes new elements for the old, which `replace` puts in their place on the page; the one at the same place of the grid has the focus
   * if the old one had it.
   */
  take(rows: (HTMLElement | SVGElement)[][], replace: () => void): void {
    const hadFocus = this.current !== undefined && this.current === document.activeElement;
    replace();
    this.rows = rows.filter(row => row.length > 0);
    for (const found of this.rows.flat()) found.setAttribute('tabindex', '-1');
    this.become(this.row, this.column);
    if (hadFocus) this.current?.focus({ preventScroll: true });
  }

  /** Tells that an element has the focus, as after a click. */
  focused(target: Element): void {
    for (const [r, row] of this.rows.entries()) {
      const c = row.indexOf(target as HTMLElement);
      if (c >= 0) this.become(r, c);
    }
  }

  /** Whether the key moves within the grid; then it has moved. */
  key(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || this.rows.length === 0) return false;
    const keys = this.ofColumns
      ? { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
      : { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    const step = (keys as Record<string, number[]>)[event.key];
    if (step !== undefined) this.become(this.row + step[0], this.column + step[1]);
    else if (event.key === 'Home') this.become(this.row, 0);
    else if (event.key === 'End') this.become(this.row, Infinity);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    this.current?.focus();
    return true;
  }

  private get current(): HTMLElement | SVGElement | undefined {
    return this.rows[this.row]?.[this.column];
  }

  private become(row: number, column: number): void {
    this.current?.setAttribute('tabindex', '-1');
    this.row = Math.max(0, Math.min(row, this.rows.length - 1));
    this.column = Math.max(0, Math.min(column, (this.rows[this.row]?.length ?? 1) - 1));
    this.current?.setAttribute('tabindex', '0');
  }
}
