import type { RunDocument } from '../../api.ts';
import { SHARED } from '../../logic/colours.ts';
import { NONE, SEVERAL } from '../../logic/network/colouring.ts';
import { colourTitle, type Look, SIZES } from './look.ts';
import type { Scene } from './scene.ts';

export interface Legend {
  title: string;
  entries: LegendEntry[];
  /** Of a measure: its least and its most. */
  range: [number, number] | null;
  /** Sentences. */
  notes: string[];
}

export interface LegendEntry {
  /** The class or the number of the track; null: it cannot be selected. */
  category: number | null;
  kind: 'disc' | 'ringed' | 'ghost';
  colour: string;
  text: string;
  /** How many vertices. */
  count: number;
}

/** What the colours and sizes of a snapshot mean. */
export function legendOf(scene: Scene, k: number, look: Look, run: RunDocument): Legend {
  const counts = new Map<number, number>();
  const colouring = scene.colouring(k, look);
  for (const category of colouring.categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  const entries: LegendEntry[] = [];
  const add = (category: number, text: string) => entries.push({
    category, kind: 'disc', colour: colouring.colourOf(category), text, count: counts.get(category) ?? 0,
  });
  const notes: string[] = [];
  if (look.kind === 'class') {
    run.classes.forEach((name, c) => add(c, name));
    entries.push({ category: null, kind: 'ringed', colour: SHARED, text: 'several classes', count: counts.get(SEVERAL) ?? 0 });
    notes.push('An edge has the colour of the one class that both ends represent; grey: they have several in common.');
  } else if (look.kind === 'community') {
    for (const track of scene.communities?.tracks ?? []) if (counts.has(track.number)) add(track.number, track.name);
    if (counts.has(NONE)) entries.push({ category: null, kind: 'disc', colour: SHARED, text: 'alone', count: counts.get(NONE)! });
    notes.push('A community keeps letter and colour as long as it lives. Edges within one have its colour.');
  }
  const ghosts = absent(scene, k);
  if (ghosts > 0) entries.push({ category: null, kind: 'ghost', colour: SHARED, text: 'was here before', count: ghosts });
  notes.push(look.size === 'same' ? 'All neurons have the same size.' : `Size: ${SIZES[look.size]}.`);
  return { title: capital(colourTitle(look, run)), entries, range: look.kind === 'measure' ? scene.range(look) : null, notes };
}

function absent(scene: Scene, k: number): number {
  const present = new Set(scene.history.snapshots[k]!.neurons);
  const before = new Set<number>();
  for (let earlier = 0; earlier < k; earlier++) {
    for (const neuron of scene.history.snapshots[earlier]?.neurons ?? []) if (!present.has(neuron)) before.add(neuron);
  }
  return before.size;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
