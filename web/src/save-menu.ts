import { element } from './dom.ts';
import type { MountedView } from './page.ts';
import { saveCsv, savePng, saveSvg } from './save.ts';

/** The menu of what a view can save. A view has a picture, and a film, only once it shows one, so what is missing is asked for again. */
export class SaveMenu {
  readonly element: HTMLDetailsElement;
  private readonly list = element('div', {});
  private hasPicture = false;
  private hasTable = false;

  constructor(
    private readonly view: MountedView, private readonly film: () => Promise<void>, private readonly failed: (problem: unknown) => void,
  ) {
    this.element = element('details', { class: 'save', toggle: () => this.opened() }, element('summary', {}, 'Save'), this.list);
  }

  /** The view has been drawn. */
  update(): void {
    const isWhole = (this.hasPicture || !this.view.picture) && (this.hasTable || !this.view.table);
    if (this.element.open && !isWhole) this.show();
  }

  private opened(): void {
    if (this.element.open) this.show();
  }

  private show(): void {
    const { view } = this;
    this.hasPicture = (view.picture?.() ?? null) !== null;
    this.hasTable = (view.table?.() ?? null) !== null;
    const entries = [
      ...this.hasPicture ? [this.entry('SVG', () => saveSvg(view.picture!()!)), this.entry('PNG', () => savePng(view.picture!()!))] : [],
      ...this.hasPicture && view.frame ? [this.entry('WebM, the whole time', this.film)] : [],
      ...this.hasTable ? [this.entry('CSV', () => saveCsv(view.table!()!))] : [],
    ];
    this.list.replaceChildren(...entries.length > 0 ? entries : [element('p', {}, 'There is nothing to save yet.')]);
  }

  private entry(text: string, save: () => void | Promise<void>): HTMLElement {
    return element('button', {
      click: () => {
        this.element.open = false;
        void Promise.resolve().then(save).catch(this.failed);
      },
    }, text);
  }
}
