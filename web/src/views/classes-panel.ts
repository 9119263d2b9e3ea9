import { element } from '../dom.ts';

/** A part of the view: a heading, a sentence or two, and drawings that scroll sideways where they are too wide. */
export class Panel {
  readonly element: HTMLElement;
  readonly drawings: SVGSVGElement[];
  /** The width there is for drawings, as it was measured. */
  room = 0;
  private readonly sentence = element('p', {});
  private readonly scroll: HTMLElement;

  constructor(readonly title: string, ...drawings: SVGSVGElement[]) {
    this.drawings = drawings;
    this.scroll = element('div', { class: 'scroll' }, ...drawings);
    this.element = element('section', {}, element('h2', {}, title), this.sentence, this.scroll);
  }

  get words(): string {
    return this.sentence.textContent!;
  }

  measure(): void {
    this.room = this.scroll.clientWidth - 4;
  }

  say(words: string): void {
    this.sentence.textContent = words;
  }
}
