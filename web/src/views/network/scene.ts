import type { CommunityHistory, LayerSnapshot, RunDocument } from '../../api.ts';
import { centresOf } from '../../logic/network/centres.ts';
import { byClass, byCommunity, byMeasure, type Colouring, rangeOf } from '../../logic/network/colouring.ts';
import { type Drawing, drawingOf } from '../../logic/network/drawing.ts';
import { type Extent, extentOf, lastPlaces, type Place } from '../../logic/network/places.ts';
import { radiiOf } from '../../logic/network/sizes.ts';
import { transitionOf } from '../../logic/network/transition.ts';
import type { Name } from './annotations.ts';
import type { History } from './history.ts';
import { keyOf, type Look } from './look.ts';

/** The pictures of a layer: makes drawings of the snapshots that are loaded, and keeps what the next picture needs again. */
export class Scene {
  private readonly kept = new Map<string, unknown>();
  private keptKey = '';
  private tracks: CommunityHistory | null = null;

  constructor(readonly history: History) {}

  get communities(): CommunityHistory | null {
    return this.tracks;
  }

  set communities(tracks: CommunityHistory | null) {
    this.tracks = tracks;
    this.kept.clear();
  }

  /** Of two snapshots that are loaded. */
  drawing(before: number, after: number, look: Look): Drawing {
    const [one, other] = [this.at(before), this.at(after)];
    const places = lastPlaces(this.history.snapshots, after);
    const transition = transitionOf(one, other, neuron => places.get(neuron) ?? null);
    return drawingOf(transition, radiiOf(transition, look.size), this.colouring(before, look), this.colouring(after, look));
  }

  colouring(k: number, look: Look): Colouring {
    return this.keep(look, `colouring ${k}`, () => {
      const snapshot = this.at(k);
      if (look.kind === 'measure') return byMeasure(snapshot, look.column, this.range(look) ?? [0, 0]);
      if (look.kind === 'community' && this.tracks !== null) return byCommunity(snapshot, k, this.tracks, look.method);
      return byClass(snapshot);
    });
  }

  /** The categories of the vertices of a snapshot by community, whatever the picture is coloured by. */
  membership(k: number, look: Look): Int32Array | null {
    if (this.tracks === null) return null;
    return this.keep(look, `membership ${k}`, () => byCommunity(this.at(k), k, this.tracks!, look.method).categories);
  }

  /** The least and most of the measure that the picture is coloured by, over all snapshots, so that a colour keeps its meaning. */
  range(look: Look): [number, number] | null {
    return this.keep(look, 'range', () => rangeOf(this.history.snapshots, look.column));
  }

  extent(look: Look): Extent | null {
    return this.keep(look, 'extent', () => extentOf(this.history.snapshots));
  }

  /** Names of classes or communities at the middle of their vertices, between two snapshots. */
  names(before: number, after: number, fraction: number, look: Look, run: RunDocument): Name[] {
    if (look.kind === 'measure') return [];
    const [from, to] = [this.centres(before, look), this.centres(after, look)];
    const names: Name[] = [];
    for (const category of new Set([...from.keys(), ...to.keys()])) {
      const [start, end] = [from.get(category) ?? to.get(category)!, to.get(category) ?? from.get(category)!];
      names.push({
        text: look.kind === 'class' ? run.classes[category] ?? `${category}` : this.tracks?.tracks[category]?.name ?? '',
        x: start.x + fraction * (end.x - start.x),
        y: start.y + fraction * (end.y - start.y),
        alpha: (from.has(category) ? 1 - fraction : 0) + (to.has(category) ? fraction : 0),
      });
    }
    return names.filter(name => name.alpha > 0.05);
  }

  /** The letters of the community of a neuron at a snapshot; null where it is alone. */
  communityName(k: number, vertex: number, look: Look): string | null {
    const category = this.membership(k, look)?.[vertex] ?? -1;
    return category >= 0 ? this.tracks!.tracks[category]?.name ?? null : null;
  }

  private centres(k: number, look: Look): Map<number, Place> {
    return this.keep(look, `centres ${k}`, () => centresOf(this.at(k), this.colouring(k, look)));
  }

  private at(k: number): LayerSnapshot {
    return this.history.snapshots[k]!;
  }

  private keep<T>(look: Look, name: string, make: () => T): T {
    const key = `${keyOf(look)} ${this.history.version}`;
    if (key !== this.keptKey) {
      this.kept.clear();
      this.keptKey = key;
    }
    if (!this.kept.has(name)) this.kept.set(name, make());
    return this.kept.get(name) as T;
  }
}
