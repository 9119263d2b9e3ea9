import { element } from '../../dom.ts';
import type { Size } from '../../logic/network/camera.ts';

/** What is said of a neuron next to the pointer. */
export class Tip {
  readonly element = element('div', { class: 'graph-tip', hidden: true });

  say(title: string, rows: [string, string][]): void {
    const list = rows.flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]);
    this.element.replaceChildren(element('strong', {}, title), element('dl', {}, ...list));
    this.element.hidden = false;
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** Beside a point of the picture, on the side that has more room. */
  place(x: number, y: number, { width, height }: Size): void {
    const { offsetWidth, offsetHeight, style } = this.element;
    style.left = `${x < width / 2 ? x + 14 : x - 14 - offsetWidth}px`;
    style.top = `${Math.max(Math.min(y + 10, height - offsetHeight - 4), 4)}px`;
  }
}
