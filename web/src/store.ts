/** The one selection and time of the page. Every view shows it; all of it is in the page's address. */
export interface State {
  view: string;
  /** The id of the run; empty: none chosen. */
  run: string;
  /** The id of a second run to compare with; empty: none. */
  other: string;
  /** Index of the layer. */
  layer: number;
  /** Index of the snapshot; between two whole numbers while the picture moves. */
  time: number;
  /** The community method. */
  method: string;
  /** The selected neuron, class (index) and community (number of its track). */
  neuron: number | null;
  class: number | null;
  community: number | null;
  /** What the network view is coloured by: `class`, `community` or `measure:COLUMN`. */
  colour: string;
  /** What sizes of vertices show: `degree`, `mean` or `same`. */
  size: string;
  /** Edges below this share of the largest weight are not drawn. */
  threshold: number;
  /** What a view keeps beside these, by names of its own such as `curves.scale`. */
  extra: Record<string, string>;
}

export const START: State = {
  view: 'network', run: '', other: '', layer: 0, time: -1, method: 'louvain',
  neuron: null, class: null, community: null,
  colour: 'class', size: 'degree', threshold: 0.15, extra: {},
};

const LEAST_BETWEEN_ADDRESSES = 300;

export class Store {
  private current: State;
  private written = -Infinity;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<(state: State, before: State) => void>();

  constructor() {
    this.current = fromAddress(location.hash);
    window.addEventListener('hashchange', () => this.become(fromAddress(location.hash)));
  }

  get state(): Readonly<State> {
    return this.current;
  }

  set(change: Partial<State>): void {
    const next = { ...this.current, ...change };
    this.become(next);
    this.keepAddress();
  }

  setExtra(name: string, value: string | null): void {
    const extra = { ...this.current.extra };
    if (value === null) delete extra[name];
    else extra[name] = value;
    this.set({ extra });
  }

  subscribe(listener: (state: State, before: State) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // During play the time changes with every frame; browsers refuse so many addresses.
  private keepAddress(): void {
    const rest = this.written + LEAST_BETWEEN_ADDRESSES - performance.now();
    if (rest > 0) {
      this.waiting ??= setTimeout(() => this.writeAddress(), rest);
      return;
    }
    this.writeAddress();
  }

  private writeAddress(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.written = performance.now();
    history.replaceState(null, '', toAddress(this.current));
  }

  private become(next: State): void {
    const before = this.current;
    this.current = next;
    for (const listener of [...this.listeners]) listener(next, before);
  }
}

/** The address of a state: only what differs from the start is in it. */
export function toAddress(state: State): string {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (key === 'extra' || value === START[key as keyof State]) continue;
    parts.set(key, typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value));
  }
  for (const [key, value] of Object.entries(state.extra)) parts.set(key, value);
  return `#${parts}`;
}

export function fromAddress(address: string): State {
  const state: State = { ...START, extra: {} };
  for (const [key, value] of new URLSearchParams(address.replace(/^#/, ''))) {
    if (key === 'layer' || key === 'time' || key === 'threshold') {
      if (Number.isFinite(Number(value))) state[key] = Number(value);
    } else if (key === 'neuron' || key === 'class' || key === 'community') {
      state[key] = /^\d+$/.test(value) ? Number(value) : null;
    } else if (key === 'view' || key === 'run' || key === 'other' || key === 'method' || key === 'colour' || key === 'size') {
      state[key] = value;
    } else if (key.includes('.')) {
      state.extra[key] = value;
    }
  }
  return state;
}
