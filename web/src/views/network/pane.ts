import type { RunDocument } from '../../api.ts';
import { element } from '../../dom.ts';
import { type Camera, fit, resize, type Size } from '../../logic/network/camera.ts';
import { describe, measuresOf } from '../../logic/network/describe.ts';
import type { Drawing } from '../../logic/network/drawing.ts';
import { factsOf } from '../../logic/network/facts.ts';
import { marksOf } from '../../logic/network/marks.ts';
import { around, between, momentAt, placeAt, presenceAt } from '../../logic/network/moment.ts';
import { nearest } from '../../logic/network/nearest.ts';
import { pathOf } from '../../logic/network/places.ts';
import { radiusScale } from '../../logic/network/sizes.ts';
import { count, number } from '../../logic/words.ts';
import type { Page } from '../../page.ts';
import { type Annotations, annotate } from './annotations.ts';
import { captionsOf } from './captions.ts';
import { CanvasRenderer } from './canvas-renderer.ts';
import { GlRenderer } from './gl-renderer.ts';
import { History } from './history.ts';
import { legendOf } from './legend.ts';
import { keyOf, type Look, lookOf } from './look.ts';
import { type Gestures, listen, step } from './pointer.ts';
import { type Frame, inkOf, type Renderer, sizeCanvas } from './renderer.ts';
import { Scene } from './scene.ts';
import type { Shot } from './svg-picture.ts';
import { Tip } from './tip.ts';

const MARGIN = 28;
const NOBODY: ReadonlySet<number> = new Set();

/** What a pane shows of which run. */
export interface Subject {
  run: RunDocument;
  layer: number;
  /** Of the run's own snapshots. */
  time: number;
  /** Whether neurons and communities of this run are those that the page selects and lights. */
  isChosen: boolean;
}

/** A picture of one run's layer on a canvas, with pointer and keys. */
export class Pane {
  readonly element: HTMLElement;
  scene: Scene | null = null;
  subject: Subject | null = null;
  look: Look | null = null;
  drawing: Drawing | null = null;
  readonly renderer: Renderer;
  private readonly overlay = element('canvas', { class: 'overlay', 'aria-hidden': 'true' });
  private readonly heading = element('p', { class: 'pane-heading', hidden: true });
  private readonly tip = new Tip();
  private readonly count = element('p', { class: 'edge-count' });
  private readonly none = element('p', { class: 'empty', hidden: true });
  private readonly gestures: Gestures;
  // Null: the whole of the run.
  private camera: Camera | null = null;
  private fraction = 0;
  private hovered = -1;
  private label = '';
  // The drawing of the last saved picture: the frames of a film share one from snapshot to snapshot.
  private last: { key: string; drawing: Drawing | null } = { key: '', drawing: null };
  private shown = { drawing: '', marks: '', lit: NOBODY, frame: '', communities: '' };

  constructor(private readonly page: Page) {
    const canvas = element('canvas', { class: 'graph', tabindex: 0, role: 'img', 'aria-label': 'Pattern graph' });
    this.renderer = GlRenderer.on(canvas, () => this.redraw()) ?? new CanvasRenderer(canvas);
    this.gestures = {
      size: () => this.size, camera: () => this.view, clicked: (x, y) => this.click(x, y),
      moved: camera => {
        this.camera = camera === null ? null : this.within(camera);
        this.draw();
      },
      hovered: (x, y) => this.hover(x, y), left: () => this.hover(-1e6, -1e6),
    };
    listen(canvas, this.gestures);
    canvas.addEventListener('keydown', event => this.key(event));
    const zoom = element('div', { class: 'zoom' },
      element('button', { title: 'Larger', 'aria-label': 'Larger', click: () => step(this.gestures, 1) }, '+'),
      element('button', { title: 'Smaller', 'aria-label': 'Smaller', click: () => step(this.gestures, -1) }, '−'),
      element('button', { title: 'Show all (key 0)', click: () => this.gestures.moved(null) }, 'Fit'));
    const stage = element('div', { class: 'stage' }, canvas, this.overlay, this.tip.element, this.none, zoom, this.count);
    this.element = element('div', { class: 'graph-pane' }, this.heading, stage);
  }

  get size(): Size {
    const { clientWidth, clientHeight } = this.renderer.canvas;
    return { width: Math.max(clientWidth, 1), height: Math.max(clientHeight, 1) };
  }

  /** The snapshot nearest to the time shown. */
  get snapshot(): number {
    return Math.round(this.subject!.time);
  }

  /** The camera as it is, fitted or moved by the person. */
  get view(): Camera {
    return this.camera ?? this.fitted(this.size);
  }

  fitted(size: Size): Camera {
    const extent = this.scene?.extent(this.look!) ?? null;
    return extent === null ? { x: 0, y: 0, scale: 1 } : fit(extent, size, Math.min(MARGIN, size.width / 10));
  }

  get threshold(): number {
    return Math.min(Math.max(this.page.state.threshold, 0), 1);
  }

  /** Loads what is needed and draws; `heading` stands above the picture, null: nothing does. */
  async update(subject: Subject, heading: string | null): Promise<void> {
    this.follow(subject);
    const { history } = this.scene!;
    const look = lookOf(this.page.state, subject.run);
    const { before, after } = around(subject.time);
    if (!history.has(before, after)) await history.need(before, after);
    await this.loadCommunities(subject, look);
    if (this.scene?.history !== history) return;
    void history.loadRest(after);
    this.heading.hidden = heading === null;
    this.heading.textContent = heading;
    this.prepare(subject, look);
    this.draw();
  }

  dispose(): void {
    this.scene?.history.stop();
    this.renderer.dispose();
  }

  /** What is over the graph at this moment. */
  annotations(time: number, drawing: Drawing, scale: number): Annotations {
    const { before, after, fraction } = around(time);
    const { run, isChosen } = this.subject!;
    const neuron = isChosen ? this.page.state.neuron : null;
    const sprite = neuron === null ? -1 : drawing.transition.neurons.indexOf(neuron);
    const [x, y] = sprite < 0 ? [0, 0] : placeAt(drawing.transition, sprite, fraction);
    return {
      names: this.scene!.names(before, after, fraction, this.look!, run),
      trail: neuron === null ? [] : pathOf(this.scene!.history.snapshots, neuron),
      time,
      pinned: sprite < 0 ? null : { x, y, radius: between(drawing.radii, sprite, fraction) * scale },
    };
  }

  scaleOf(size: Size, camera: Camera, drawing: Drawing): number {
    const { left, right, top, bottom } = this.scene!.extent(this.look!) ?? { left: 0, right: 0, top: 0, bottom: 0 };
    const { scale } = this.fitted(size);
    return radiusScale(drawing.transition.before.neurons.length, (right - left) * scale, (bottom - top) * scale, camera.scale / scale);
  }

  /** Says to a screen reader what the picture shows. */
  name(words: string): void {
    if (this.subject === null) return;
    const snapshot = this.scene?.history.snapshots[this.snapshot];
    if (snapshot === undefined) return;
    const { drawn, all } = this.edges();
    const { mostEdges } = this.renderer;
    this.count.textContent = `${drawn > mostEdges ? `The strongest ${number(mostEdges)}` : number(drawn)} of ${count(all, 'edge')}`;
    const label = `Pattern graph of ${words}: ${count(snapshot.neurons.length, 'neuron')}, `
      + `${number(drawn)} of ${count(all, 'edge')} drawn. `
      + 'Plus, minus and zero enlarge, reduce and show all; shift with the left and right arrows pins the neuron before or after.';
    if (label !== this.label) this.renderer.canvas.setAttribute('aria-label', label);
    this.label = label;
  }

  // How many edges of the snapshot are drawn, and how many there are.
  private edges(): { drawn: number; all: number } {
    const snapshot = this.scene!.history.snapshots[this.snapshot]!;
    const { weights } = snapshot.edges;
    const least = this.threshold * factsOf(snapshot).largestWeight;
    return { drawn: weights.reduce((sum, weight) => sum + (weight >= least ? 1 : 0), 0), all: weights.length };
  }

  /** What a saved picture shows at a time whose snapshots are loaded; of the given size, or as it is on the page. */
  shot(time: number, size: Size | null): Shot {
    const { run, layer } = this.subject!;
    const { before, after, fraction } = around(time);
    const look = this.look!;
    const [own, scene] = [this.size, this.scene!];
    const key = `${before} ${after} ${keyOf(look)} ${scene.history.version}`;
    if (this.last.key !== key) this.last = { key, drawing: scene.drawing(before, after, look) };
    const drawing = this.last.drawing!;
    const camera = size === null ? this.view : this.camera === null ? this.fitted(size) : resize(this.camera, own, size);
    const frame: Frame = {
      fraction, camera, size: size ?? own, ratio: 1, threshold: this.threshold,
      radiusScale: this.scaleOf(size ?? own, camera, drawing), ink: inkOf(this.page.theme),
    };
    return {
      drawing, frame, marks: this.marksFor(drawing, before, after, NOBODY), annotations: this.annotations(time, drawing, frame.radiusScale),
      captions: captionsOf(run, layer, momentAt(run.snapshots, time), look, this.threshold, legendOf(scene, Math.round(time), look, run)),
    };
  }

  // Another run or layer begins anew.
  private follow(subject: Subject): void {
    const history = this.scene?.history;
    if (history?.run === subject.run.id && history.layer === subject.layer) {
      history.grow(subject.run.snapshots.length);
      return;
    }
    history?.stop();
    // Once all is there, the picture is fitted to the whole run and has its ghosts: lighting again has the page draw.
    const redraw = () => this.page.light(this.page.lit);
    const made = new History(this.page.model, subject.run.id, subject.layer, subject.run.snapshots.length, redraw);
    this.scene = new Scene(made);
    this.camera = null;
    this.hovered = -1;
    this.shown = { drawing: '', marks: '', lit: NOBODY, frame: '', communities: '' };
  }

  private async loadCommunities({ run, layer }: Subject, { method }: Look): Promise<void> {
    const key = `${run.snapshots.length} ${method}`;
    if (key === this.shown.communities || !run.methods.includes(method)) return;
    const scene = this.scene!;
    const tracks = await this.page.model.communities(run.id, layer, method);
    scene.communities = tracks;
    if (scene === this.scene) this.shown.communities = key;
  }

  private prepare(subject: Subject, look: Look): void {
    const { state, lit } = this.page;
    const { before, after, fraction } = around(subject.time);
    [this.subject, this.look, this.fraction] = [subject, look, fraction];
    const drawing = `${before} ${after} ${keyOf(look)} ${this.scene!.history.version} ${this.shown.communities}`;
    if (drawing !== this.shown.drawing) {
      this.shown.drawing = drawing;
      this.drawing = this.scene!.drawing(before, after, look);
      this.renderer.show(this.drawing);
      this.none.hidden = this.drawing.transition.vertices > 0;
      this.none.textContent = 'No neuron represents a class at this snapshot, so there is no graph.';
      this.shown.marks = '';
      if (this.hovered >= 0) this.fillTip(this.hovered);
    }
    const emphasised = !subject.isChosen ? NOBODY : lit.size > 0 || state.neuron === null ? lit : new Set([state.neuron]);
    const community = subject.isChosen ? state.community : null;
    const marks = `${[...emphasised].join()} ${state.class} ${community} ${this.threshold}`;
    if (marks !== this.shown.marks) {
      this.shown.marks = marks;
      this.renderer.mark(this.marksFor(this.drawing!, before, after, emphasised));
      this.shown.frame = '';
    }
  }

  // Neither so small that it cannot be found again, nor so large that nothing is seen.
  private within(camera: Camera): Camera {
    const { scale } = this.fitted(this.size);
    return camera.scale < scale / 4 || camera.scale > 60 * scale ? this.view : camera;
  }

  private marksFor(drawing: Drawing, before: number, after: number, lit: ReadonlySet<number>): Uint8Array {
    const { state } = this.page;
    const community = this.subject!.isChosen ? state.community : null;
    const sides = [before, after].map(k => this.scene!.membership(k, this.look!));
    return marksOf(drawing.transition, { lit, class: state.class, community }, this.threshold,
      sides[0] === null || sides[1] === null ? null : [sides[0], sides[1]]);
  }

  private redraw(): void {
    this.shown.frame = '';
    this.draw();
  }

  private draw(): void {
    const { drawing, size, subject } = this;
    if (drawing === null || subject === null) return;
    const camera = this.view;
    const frame: Frame = {
      fraction: this.fraction, camera, size, ratio: window.devicePixelRatio, threshold: this.threshold,
      radiusScale: this.scaleOf(size, camera, drawing), ink: inkOf(this.page.theme),
    };
    const key = `${this.shown.drawing} ${this.page.state.neuron} ${JSON.stringify(frame)}`;
    if (key === this.shown.frame) return;
    this.shown.frame = key;
    this.renderer.draw(frame);
    sizeCanvas(this.overlay, frame);
    const context = this.overlay.getContext('2d')!;
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    annotate(context, frame, this.annotations(subject.time, drawing, frame.radiusScale), this.page.theme);
  }

  private hover(x: number, y: number): void {
    const sprite = this.find(x, y);
    const neuron = sprite < 0 ? -1 : this.drawing!.transition.neurons[sprite];
    if (neuron !== this.hovered) {
      this.hovered = neuron;
      this.renderer.canvas.classList.toggle('pointing', neuron >= 0);
      if (neuron >= 0) this.fillTip(neuron);
      else this.tip.hide();
      if (this.subject?.isChosen) this.page.light(neuron < 0 ? [] : [neuron]);
    }
    if (neuron >= 0) this.tip.place(x, y, this.size);
  }

  private fillTip(neuron: number): void {
    const snapshot = this.scene!.history.snapshots[this.snapshot]!;
    const [firstMeasure] = measuresOf(this.subject!.run, snapshot, neuron);
    this.tip.say(`Neuron ${neuron}`, [...this.describe(neuron), ...firstMeasure === undefined ? [] : [firstMeasure]]);
  }

  /** Terms and values of a neuron at the snapshot shown. */
  describe(neuron: number): [string, string][] {
    const snapshot = this.scene!.history.snapshots[this.snapshot]!;
    const vertex = snapshot.neurons.indexOf(neuron);
    return describe(this.subject!.run, snapshot, neuron, this.scene!.communityName(this.snapshot, vertex, this.look!));
  }

  private click(x: number, y: number): void {
    if (!this.subject?.isChosen) return;
    const sprite = this.find(x, y);
    const neuron = sprite < 0 ? null : this.drawing!.transition.neurons[sprite];
    this.page.store.set({ neuron: neuron === this.page.state.neuron ? null : neuron });
  }

  private find(x: number, y: number): number {
    if (this.drawing === null) return -1;
    return nearest(this.drawing, this.fraction, this.view, this.size, this.scaleOf(this.size, this.view, this.drawing), x, y);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') step(this.gestures, 1);
    else if (event.key === '-') step(this.gestures, -1);
    else if (event.key === '0') this.gestures.moved(null);
    else if (event.shiftKey && event.key === 'ArrowRight') this.next(1);
    else if (event.shiftKey && event.key === 'ArrowLeft') this.next(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Pins the next vertex by number.
  private next(direction: 1 | -1): void {
    if (this.drawing === null || !this.subject?.isChosen) return;
    const { transition } = this.drawing;
    const vertices = [...transition.neurons.slice(0, transition.vertices)];
    const present = vertices.filter((_, s) => presenceAt(transition, s, this.fraction) >= 0.5);
    if (present.length === 0) return;
    const now = this.page.state.neuron ?? (direction > 0 ? -1 : Infinity);
    const next = direction > 0
      ? present.find(neuron => neuron > now) ?? present[0] : present.findLast(neuron => neuron < now) ?? present.at(-1)!;
    this.page.store.set({ neuron: next });
  }
}
