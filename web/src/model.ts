import {
  API, type CommunityHistory, type LayerHistograms, type LayerSnapshot, type LayerStrongest, type RunDocument, type RunList,
  type SampleImage, type SeedsDocument,
} from './api.ts';
import type { Documents } from './documents.ts';
import { clipped } from './logic/clipped.ts';
import { keepColours } from './logic/track-colours.ts';

/** The documents that were fetched, each once. What a finished snapshot says never changes; a run's own document grows with it. */
export class Model {
  private readonly kept = new Map<string, Promise<unknown>>();
  // The communities as they were last, whose colours stay when their run grows.
  private readonly coloured = new Map<string, CommunityHistory>();

  constructor(private readonly documents: Documents) {}

  runs(): Promise<RunList> {
    return this.get(`${API}/runs`);
  }

  run(id: string): Promise<RunDocument> {
    return this.get(`${API}/run?run=${encodeURIComponent(id)}`);
  }

  /** Asked for by the first seed: a report carries it once. */
  seeds(run: string): Promise<SeedsDocument> {
    return this.get(`${API}/seeds?run=${encodeURIComponent(run)}`);
  }

  layer(run: string, layer: number, snapshot: number): Promise<LayerSnapshot> {
    return this.get(`${API}/layer?run=${encodeURIComponent(run)}&layer=${layer}&snapshot=${snapshot}`);
  }

  histograms(run: string, layer: number, snapshot: number): Promise<LayerHistograms> {
    return this.get(`${API}/histograms?run=${encodeURIComponent(run)}&layer=${layer}&snapshot=${snapshot}`);
  }

  strongest(run: string, layer: number, snapshot: number): Promise<LayerStrongest> {
    return this.get(`${API}/strongest?run=${encodeURIComponent(run)}&layer=${layer}&snapshot=${snapshot}`);
  }

  image(run: string, sample: number): Promise<SampleImage> {
    return this.get(`${API}/image?run=${encodeURIComponent(run)}&sample=${sample}`);
  }

  /** Whether the documents are those of a report, which has not all that a server has. */
  get isReport(): boolean {
    return !this.documents.live;
  }

  /** Over the snapshots that the run's document has, though the server may know more. */
  communities(run: string, layer: number, method: string): Promise<CommunityHistory> {
    const address = `${API}/communities?run=${encodeURIComponent(run)}&layer=${layer}&method=${encodeURIComponent(method)}`;
    return this.once(address, async () => {
      const whole = await this.documents.get<CommunityHistory>(address);
      const history = clipped(whole, (await this.run(run)).snapshots.length);
      const before = this.coloured.get(address);
      if (before !== undefined) keepColours(history, before);
      this.coloured.set(address, history);
      return history;
    });
  }

  /** Every snapshot of a layer, in order. */
  async history(run: string, layer: number): Promise<LayerSnapshot[]> {
    const { snapshots } = await this.run(run);
    return Promise.all(snapshots.map((_, k) => this.layer(run, layer, k)));
  }

  /** Reads the list of runs again, and the document of one that has grown if it is in use; until then everything stays as it was. */
  async grew(run: string): Promise<void> {
    const id = encodeURIComponent(run);
    const own = `${API}/run?run=${id}`;
    const addresses = [`${API}/runs`, ...this.kept.has(own) ? [own] : []];
    const fresh = await Promise.all(addresses.map(address => this.documents.get(address)));
    // Any run may be a seed of another's study.
    const isOld = (address: string) => address.startsWith(`${API}/communities?run=${id}&`) || address.startsWith(`${API}/seeds?`);
    for (const address of [...this.kept.keys()]) if (isOld(address)) this.kept.delete(address);
    addresses.forEach((address, k) => this.kept.set(address, Promise.resolve(fresh[k])));
  }

  private get<T>(address: string): Promise<T> {
    return this.once(address, () => this.documents.get<T>(address));
  }

  private once<T>(address: string, ask: () => Promise<T>): Promise<T> {
    const known = this.kept.get(address);
    if (known !== undefined) return known as Promise<T>;
    const asked = ask();
    this.kept.set(address, asked);
    // What failed is asked for again the next time.
    asked.catch(() => this.kept.delete(address));
    return asked;
  }
}
