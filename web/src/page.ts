import type { RunDocument } from './api.ts';
import type { Model } from './model.ts';
import type { State, Store } from './store.ts';
import type { Theme } from './theme.ts';

/** What a view is given. */
export interface Page {
  readonly model: Model;
  readonly store: Store;
  /** The chosen run; it is another object after the run has grown. */
  readonly run: RunDocument;
  /** Colours and fonts for what is drawn on canvases and in SVG; follows light and dark. */
  readonly theme: Theme;
  readonly state: Readonly<State>;
  /** The snapshot nearest to the time of the page, as an index. */
  readonly snapshot: number;
  /** Neurons that the pointer is on, in any view; they light up in all. Empty: none. */
  readonly lit: ReadonlySet<number>;
  light(neurons: Iterable<number>): void;
}

export interface View {
  /** In the address, such as `network`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it shows. */
  readonly shows: string;
  /** One sentence: what would be good. */
  readonly good: string;
  /** The method in a few sentences; names the file of `docs/` that has all of it. */
  readonly method: string;
  /** Whether it needs no run, as the list of runs. */
  readonly withoutRun?: boolean;
  mount(host: HTMLElement, page: Page): MountedView;
}

export interface MountedView {
  /** Controls of the view, shown in its toolbar. */
  readonly controls?: HTMLElement;
  /**
   * Draws the state of the page: called once after mounting, then after each change of state, run, lit neurons, theme or size. Cheap where
   * nothing that the view shows has changed. A rejected promise is shown as a message in place of the view.
   */
  update(): void | Promise<void>;
  dispose(): void;
  /** The picture as it is now, to be saved; with title, legend and axes. */
  picture?(): Picture | null;
  /** The numbers behind it. */
  table?(): Table | null;
  /** Draws the picture at a time between two snapshots on a canvas, to be saved as a film. */
  frame?(time: number, canvas: HTMLCanvasElement): Promise<void>;
}

/** A picture as the text of an SVG file. */
export interface Picture {
  name: string;
  svg: string;
  width: number;
  height: number;
}

export interface Table {
  name: string;
  columns: string[];
  rows: (string | number | null)[][];
}
