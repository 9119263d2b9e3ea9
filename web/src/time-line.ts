import { element } from './dom.ts';
import { communityEvents } from './logic/community-events.ts';
import { moment } from './logic/words.ts';
import type { Page } from './page.ts';

const SECONDS_BETWEEN_SNAPSHOTS = 0.7;

/** Slider and play button, with a bar above each snapshot: how many communities are born, end, split and merge there. */
export class TimeLine {
  readonly element: HTMLElement;
  private readonly slider = element('input', { type: 'range', min: 0, step: 'any', 'aria-label': 'Snapshot', input: () => this.slid() });
  private readonly button = element('button', { class: 'play', 'aria-label': 'Play', click: () => this.toggle() }, '▶');
  private readonly label = element('output', {});
  private readonly events = element('div', { class: 'events' });
  private playing: number | null = null;
  private shownEvents = '';

  constructor(private readonly page: Page) {
    const track = element('div', { class: 'track' }, this.events, this.slider);
    this.element = element('footer', { hidden: true }, this.button, track, this.label);
    this.slider.addEventListener('change', () => this.settle());
  }

  show(isShown: boolean): void {
    this.element.hidden = !isShown;
    if (!isShown) this.stop();
  }

  update(): void {
    if (this.element.hidden) return;
    const last = this.last;
    this.slider.max = String(last);
    this.slider.value = String(this.time);
    const words = moment(this.page.run.snapshots[this.page.snapshot]);
    this.slider.setAttribute('aria-valuetext', words);
    this.label.textContent = `${words} (${this.page.snapshot + 1} of ${last + 1})`;
    void this.showEvents();
  }

  /** ← and → step, space plays, unless the key belongs to the element that has the focus. */
  key(event: KeyboardEvent): void {
    if (this.element.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = event.target as HTMLElement;
    if (focused.closest('input:not([type=range]), select, textarea, button, summary, a, [role=grid]')) return;
    if (event.key === ' ') this.toggle();
    else if (event.key === 'ArrowLeft') this.step(-1);
    else if (event.key === 'ArrowRight') this.step(1);
    else return;
    event.preventDefault();
  }

  private get last(): number {
    return this.page.run.snapshots.length - 1;
  }

  private get time(): number {
    return this.page.state.time < 0 ? this.last : Math.min(this.page.state.time, this.last);
  }

  private slid(): void {
    this.stop();
    this.page.store.set({ time: Number(this.slider.value) });
  }

  // A released slider rests on a snapshot.
  private settle(): void {
    this.page.store.set({ time: Math.round(Number(this.slider.value)) });
  }

  private step(by: number): void {
    this.stop();
    this.page.store.set({ time: Math.min(Math.max(Math.round(this.time) + by, 0), this.last) });
  }

  private toggle(): void {
    if (this.playing !== null) {
      this.stop();
      this.settle();
      return;
    }
    this.button.textContent = '❚❚';
    this.button.setAttribute('aria-label', 'Pause');
    let time = this.time >= this.last ? 0 : this.time;
    let before = performance.now();
    const frame = (now: number) => {
      time = Math.min(time + (now - before) / 1000 / SECONDS_BETWEEN_SNAPSHOTS, this.last);
      before = now;
      this.page.store.set({ time });
      if (time < this.last) this.playing = requestAnimationFrame(frame);
      else this.stop();
    };
    this.playing = requestAnimationFrame(frame);
  }

  private stop(): void {
    if (this.playing !== null) cancelAnimationFrame(this.playing);
    this.playing = null;
    this.button.textContent = '▶';
    this.button.setAttribute('aria-label', 'Play');
  }

  private async showEvents(): Promise<void> {
    const { run, state, model } = this.page;
    const key = `${run.id} ${run.snapshots.length} ${state.layer} ${state.method}`;
    if (key === this.shownEvents) return;
    this.shownEvents = key;
    try {
      const history = await model.communities(run.id, state.layer, state.method);
      if (key !== this.shownEvents) return;
      const events = communityEvents(history, run.snapshots.length);
      const most = Math.max(...events.map(event => event.words.length));
      this.events.replaceChildren(...events.map(event => element('span', {
        style: `left:${this.last === 0 ? 0 : (100 * event.snapshot) / this.last}%;height:${(100 * event.words.length) / most}%`,
        title: `${moment(run.snapshots[event.snapshot])}: ${event.words.join('; ')}`,
        click: () => this.page.store.set({ time: event.snapshot }),
      })));
    } catch {
      this.events.replaceChildren();
    }
  }
}
