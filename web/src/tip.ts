import './tip.css';
import { element } from './dom.ts';

const DISMISSING = ['keydown', 'pointerdown', 'scroll'];

/** Words beside the pointer. What they say must also be in the label of the element, since they are for eyes alone. */
export class Tip {
  readonly element = element('div', { class: 'tip', 'aria-hidden': 'true', hidden: true });

  // A finger that leaves the screen leaves the words there, until they are dismissed.
  private readonly dismiss = (event: Event) => {
    const isElsewhere = event.type === 'pointerdown' && !this.element.parentElement!.contains(event.target as Node);
    if (isElsewhere || event.type === 'scroll' || (event as KeyboardEvent).key === 'Escape') this.hide();
  };

  /** Shows lines of text beside a point of the window. */
  show(lines: readonly string[], x: number, y: number): void {
    this.element.replaceChildren(...lines.map(line => element('p', {}, line)));
    this.element.hidden = false;
    for (const type of DISMISSING) document.addEventListener(type, this.dismiss, true);
    const distance = 14;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = x + distance + width > innerWidth - 4 ? x - distance - width : x + distance;
    const top = y + distance + height > innerHeight - 4 ? y - distance - height : y + distance;
    this.element.style.left = `${Math.max(4, Math.min(left, innerWidth - 4 - width))}px`;
    this.element.style.top = `${Math.max(4, top)}px`;
  }

  hide(): void {
    this.element.hidden = true;
    for (const type of DISMISSING) document.removeEventListener(type, this.dismiss, true);
  }
}
