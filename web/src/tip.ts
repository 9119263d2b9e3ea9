import './tip.css';
import { element } from './dom.ts';

/** Words beside the pointer. What they say must also be in the label of the element, since they are for eyes alone. */
export class Tip {
  readonly element = element('div', { class: 'tip', 'aria-hidden': 'true', hidden: true });

  private readonly hideOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.hide();
  };

  /** Shows lines of text beside a point of the window. */
  show(lines: readonly string[], x: number, y: number): void {
    this.element.replaceChildren(...lines.map(line => element('p', {}, line)));
    this.element.hidden = false;
    document.addEventListener('keydown', this.hideOnEscape);
    const distance = 14;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = x + distance + width > innerWidth - 4 ? x - distance - width : x + distance;
    const top = y + distance + height > innerHeight - 4 ? y - distance - height : y + distance;
    this.element.style.left = `${Math.max(4, Math.min(left, innerWidth - 4 - width))}px`;
    this.element.style.top = `${Math.max(4, top)}px`;
  }

  hide(): void {
    this.element.hidden = true;
    document.removeEventListener('keydown', this.hideOnEscape);
  }
}
