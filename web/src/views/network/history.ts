import type { LayerSnapshot } from '../../api.ts';
import type { Model } from '../../model.ts';

const AT_ONCE = 2;

/** The snapshots of a layer as far as they are loaded. What is needed comes first; the rest of the run follows in the background. */
export class History {
  readonly snapshots: (LayerSnapshot | undefined)[];
  /** Counts up when everything is there, and again when the run has grown and everything is there. */
  version = 0;
  private isStopped = false;
  private isLoading = false;

  constructor(
    private readonly model: Model, readonly run: string, readonly layer: number, count: number, private readonly completed: () => void,
  ) {
    this.snapshots = new Array<LayerSnapshot | undefined>(count).fill(undefined);
  }

  /** Loads the snapshots; afterwards they are there. */
  async need(...indices: number[]): Promise<void> {
    await Promise.all(indices.map(async k => {
      this.snapshots[k] ??= await this.model.layer(this.run, this.layer, k);
    }));
  }

  has(...indices: number[]): boolean {
    return indices.every(k => this.snapshots[k] !== undefined);
  }

  grow(count: number): void {
    while (this.snapshots.length < count) this.snapshots.push(undefined);
  }

  /** Loads what is missing, a few at a time, from a snapshot on and then those before it. */
  async loadRest(from: number): Promise<void> {
    if (this.isLoading || this.snapshots.every(snapshot => snapshot !== undefined)) return;
    this.isLoading = true;
    const order = this.snapshots.map((_, k) => (from + k) % this.snapshots.length);
    const work = async () => {
      for (let k = order.shift(); k !== undefined && !this.isStopped; k = order.shift()) {
        // A snapshot that cannot be read is said when it is asked for.
        await this.need(k).catch(() => {});
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    this.isLoading = false;
    if (this.isStopped) return;
    this.version++;
    this.completed();
  }

  stop(): void {
    this.isStopped = true;
  }
}
