import { API, type CommunityHistory, type LayerSnapshot, type RunDocument, type RunList } from './api.ts';
import type { Documents } from './documents.ts';

/** The documents that were fetched, each once. What a finished snapshot says never changes; a run's own document grows with it. */
export class Model {
  private readonly kept = new Map<string, Promise<unknown>>();

  constructor(private readonly documents: Documents) {}

  runs(): Promise<RunList> {
    return this.get(`${API}/runs`);
  }

  run(id: string): Promise<RunDocument> {
    return this.get(`${API}/run?run=${encodeURIComponent(id)}`);
  }

  layer(run: string, layer: number, snapshot: number): Promise<LayerSnapshot> {
    return this.get(`${API}/layer?run=${encodeURIComponent(run)}&layer=${layer}&snapshot=${snapshot}`);
  }

  communities(run: string, layer: number, method: string): Promise<CommunityHistory> {
    return this.get(`${API}/communities?run=${encodeURIComponent(run)}&layer=${layer}&method=${encodeURIComponent(method)}`);
  }

  /** Every snapshot of a layer, in order. */
  async history(run: string, layer: number): Promise<LayerSnapshot[]> {
    const { snapshots } = await this.run(run);
    return Promise.all(snapshots.map((_, k) => this.layer(run, layer, k)));
  }

  /** Forgets what changes when a run grows. */
  grew(run: string): void {
    const id = encodeURIComponent(run);
    for (const address of [...this.kept.keys()]) {
      const isOfRun = address === `${API}/run?run=${id}` || address.startsWith(`${API}/communities?run=${id}&`);
      if (isOfRun || address === `${API}/runs`) this.kept.delete(address);
    }
  }

  private get<T>(address: string): Promise<T> {
    const known = this.kept.get(address);
    if (known !== undefined) return known as Promise<T>;
    const asked = this.documents.get<T>(address);
    this.kept.set(address, asked);
    // What failed is asked for again the next time.
    asked.catch(() => this.kept.delete(address));
    return asked;
  }
}
