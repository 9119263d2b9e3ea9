import type { RunDocument } from '../api.ts';
import { element } from '../dom.ts';
import { around, momentAt, sameEpoch } from '../logic/network/moment.ts';
import type { MountedView, Page, Picture, Table, View } from '../page.ts';
import { Controls } from './network/controls.ts';
import { colourTitle } from './network/look.ts';
import './network/network.css';
import { Film } from './network/film.ts';
import { Pane } from './network/pane.ts';
import { Panel } from './network/panel.ts';
import { LEGEND_WIDTH, sideBySide, svgOf, TITLE_HEIGHT } from './network/svg-picture.ts';
import { tableOf } from './network/table.ts';

export const network: View = {
  id: 'network',
  title: 'Network',
  shows: 'The neurons that represent the classes of this layer, joined where they are active together.',
  good: 'Communities that come apart by class are what training should make.',
  method: 'For each class the neurons with the highest mean activation represent it (as many as --top says). Two neurons are '
    + 'joined where both represent a class and exceed their means of that class on the same samples; the weight is the share '
    + 'of such samples, summed over classes (Eq. 6 of Mostafa and Mondal). ForceAtlas2 places them: each snapshot starts from '
    + 'the places of the one before, so that a neuron can be followed. More in docs/reference/method.md.',
  mount: (host, page) => new NetworkView(host, page),
};

class NetworkView implements MountedView {
  readonly controls: HTMLElement;
  private readonly settings: Controls;
  private readonly panel: Panel;
  private readonly panes: HTMLElement = element('div', { class: 'panes' });
  private readonly own: Pane;
  private beside: Pane | null = null;
  private film: Film | null = null;
  private isDisposed = false;
  private readonly escape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && this.page.state.neuron !== null) this.page.store.set({ neuron: null });
  };

  constructor(host: HTMLElement, private readonly page: Page) {
    this.settings = new Controls(page);
    this.controls = this.settings.element;
    this.panel = new Panel(page);
    this.own = new Pane(page);
    this.panes.append(this.own.element);
    host.append(element('div', { class: 'network' }, this.panes, this.panel.element));
    document.addEventListener('keydown', this.escape);
  }

  async update(): Promise<void> {
    if (this.isDisposed) return;
    const { run, state } = this.page;
    const isAlone = state.other === '' || state.other === run.id;
    const { time } = this;
    const heading = this.heading(run, time);
    await this.own.update({ run, layer: state.layer, time, isChosen: true }, isAlone ? null : heading);
    // The run may have grown meanwhile, or be another; what follows is drawn again then.
    if (this.own.drawing === null || run !== this.page.run) return;
    this.settings.update();
    this.panel.update(this.own);
    this.own.name(`${heading}, coloured by ${colourTitle(this.own.look!, run)}`);
    if (isAlone) this.leaveBeside();
    else await this.updateBeside();
  }

  dispose(): void {
    this.isDisposed = true;
    document.removeEventListener('keydown', this.escape);
    this.own.dispose();
    this.beside?.dispose();
    this.film?.dispose();
    if (this.page.lit.size > 0) this.page.light([]);
  }

  picture(): Picture | null {
    const { run, state, theme } = this.page;
    if (this.own.drawing === null) return null;
    const shots = [this.own, ...this.beside?.drawing ? [this.beside] : []].map(pane => pane.shot(pane.subject!.time, null));
    const { size } = shots[0].frame;
    const wide = shots.length > 1 ? 600 : 900;
    const pictures = shots.map(shot => svgOf(shot, { width: wide, height: Math.min(size.height * wide / size.width, 1400) }, theme));
    return { name: this.fileName(run, state.layer), ...sideBySide(pictures) };
  }

  table(): Table | null {
    const { run, state } = this.page;
    // The first data may be on their way.
    if (this.own.drawing === null) return null;
    const { scene, look, snapshot } = this.own;
    const shown = scene!.history.snapshots[snapshot];
    if (shown === undefined) return null;
    return tableOf(this.fileName(run, state.layer), run, shown, vertex => scene!.communityName(snapshot, vertex, look!));
  }

  async frame(time: number, canvas: HTMLCanvasElement): Promise<void> {
    const { before, after } = around(time);
    await this.own.scene!.history.need(before, after);
    this.film ??= new Film();
    const size = { width: canvas.width - LEGEND_WIDTH, height: canvas.height - TITLE_HEIGHT };
    this.film.draw(canvas, this.own.shot(time, size), this.page.theme);
  }

  private get time(): number {
    const last = this.page.run.snapshots.length - 1;
    return this.page.state.time < 0 ? last : Math.min(this.page.state.time, last);
  }

  private async updateBeside(): Promise<void> {
    const { run, state, model } = this.page;
    const other = await model.run(state.other);
    if (other.id !== this.page.state.other) return;
    const name = run.layers[state.layer].name;
    const named = other.layers.findIndex(layer => layer.name === name);
    const layer = named >= 0 ? named : Math.min(state.layer, other.layers.length - 1);
    if (this.beside === null) {
      this.beside = new Pane(this.page);
      this.panes.append(this.beside.element);
    }
    const time = sameEpoch(run.snapshots, this.time, other.snapshots);
    const heading = `${other.id}, ${other.layers[layer].name}, ${momentAt(other.snapshots, time)}`;
    await this.beside.update({ run: other, layer, time, isChosen: false }, heading);
    this.beside.name(heading);
  }

  private leaveBeside(): void {
    this.beside?.dispose();
    this.beside?.element.remove();
    this.beside = null;
  }

  private heading(run: RunDocument, time: number): string {
    return `${run.id}, ${run.layers[this.page.state.layer].name}, ${momentAt(run.snapshots, time)}`;
  }

  private fileName(run: RunDocument, layer: number): string {
    return `${run.id}-${run.layers[layer].name}-${momentAt(run.snapshots, Math.round(this.time))}-network`;
  }
}
