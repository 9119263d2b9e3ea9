/**
 * The documents of the explorer's API, version 1. The server gives them under these addresses, all relative to the page;
 * a report carries the same documents under the same addresses.
 *
 *     api/v1/runs                                         RunList
 *     api/v1/run?run=ID                                   RunDocument
 *     api/v1/seeds?run=ID                                 SeedsDocument, of a run whose study has other seeds
 *     api/v1/layer?run=ID&layer=L&snapshot=K              LayerSnapshot
 *     api/v1/histograms?run=ID&layer=L&snapshot=K         LayerHistograms
 *     api/v1/strongest?run=ID&layer=L&snapshot=K          LayerStrongest (in a report of the last snapshot only)
 *     api/v1/image?run=ID&sample=N                        SampleImage
 *     api/v1/communities?run=ID&layer=L&method=METHOD     CommunityHistory
 *     api/v1/events                                       server-sent events, see RunChanged (server only)
 *
 * L and K are indices from 0 into the lists of the RunDocument. A value that does not exist is null.
 */
export const API = 'api/v1';

/** Every run in the folder that the server shows; of a report, its one run. */
export interface RunList {
  version: 1;
  runs: RunSummary[];
}

export interface RunSummary {
  /** Names the run in addresses: its folder relative to the folder of runs, with slashes. */
  id: string;
  /** `study`, `models`, `dumps`, `training` or a program's own. */
  kind: string;
  preset: string | null;
  status: Status;
  /** Such as `mlp 512, 512`; null where not known. */
  network: string | null;
  seed: number | null;
  /** The id of the folder that holds this run and the other seeds of the same study; null where there are none. */
  group: string | null;
  snapshots: number;
  /** Of the last snapshot. */
  epoch: number | null;
  /** Accuracies at the last snapshot. */
  train: number | null;
  test: number | null;
  /** When the run last grew, ISO 8601. */
  changed: string;
  /** Why it cannot be opened; null if it can. */
  problem: string | null;
}

export type Status = 'running' | 'stopped' | 'complete';

export interface RunDocument {
  version: 1;
  id: string;
  kind: string;
  preset: string | null;
  status: Status;
  /** The settings as run.json has them. */
  settings: unknown;
  network: string | null;
  seed: number | null;
  /** The ids of all seeds of the same study, this one included, in order; empty where there is one. */
  seeds: string[];
  classes: string[];
  layers: { name: string; neurons: number; top: number | null }[];
  snapshots: { number: number; epoch: number; step: number | null }[];
  /** What the catalogue says of each measure that a series has. */
  measures: MeasureInfo[];
  series: Series[];
  /** Columns of LayerSnapshot.measures. */
  neuronMeasures: { column: string; title: string; description: string; unit: string }[];
  correlations: Correlation[];
  /** The community methods that the run applied, such as `louvain`. */
  methods: string[];
  /** What `coterie show` answers: about the model, then about each layer. */
  answers: AnswerGroup[];
  /** What was said of the data and of how they were read. */
  notes: string[];
}

export interface AnswerGroup {
  /** Index of the layer; null for the model. */
  layer: number | null;
  /** What the layer is; null for the model. */
  heading: string | null;
  answers: { label: string; parts: string[] }[];
}

export interface MeasureInfo {
  measure: string;
  variant: string;
  title: string;
  description: string;
  /** `share`, `ratio`, `count`, `amount` or `nats`. */
  unit: string;
  isBaseline: boolean;
  /**
   * Of a null model's measure the network's own, that it is to be compared with; null for a measure of the network. The variant tells
   * whether it is the mean over draws, or the network's `…Excess` over it, or that in standard deviations, `…Z`.
   */
  of: { measure: string; variant: string } | null;
}

/** A measure over the snapshots. */
export interface Series {
  /** Index of the layer; null for the whole model. */
  layer: number | null;
  /** Index of the class; null for all. */
  class: number | null;
  measure: string;
  variant: string;
  /** One for each snapshot. */
  values: (number | null)[];
}

/** What a correlation is of. */
export interface Correlated {
  layer: number | null;
  class: number | null;
  measure: string;
  variant: string;
  /** `running`, `evaluated` or `test`. */
  against: string;
  /** Over which snapshots: `epochs` (the paper's, evenly spaced) or `formation` (from the untrained network on). */
  over: 'epochs' | 'formation';
  /** Over how many snapshots, of each seed. */
  snapshots: number;
}

export interface Correlation extends Correlated {
  pearson: number | null;
  spearman: number | null;
}

/** What the seeds of a study say together. */
export interface SeedsDocument {
  version: 1;
  /** The ids of the runs that are counted: those with the most snapshots. */
  seeds: string[];
  correlations: CorrelationOverSeeds[];
}

export interface CorrelationOverSeeds extends Correlated {
  pearson: SeedCoefficient | null;
  spearman: SeedCoefficient | null;
}

export interface SeedCoefficient {
  /** How many seeds have it. */
  seeds: number;
  median: number | null;
  range: [number | null, number | null];
  /** Of the median; null with one seed. */
  interval: LevelInterval | null;
  /** Null with fewer than two usable seeds. */
  effect: SeedEffect | null;
}

/** How much more a measure correlates with the accuracy of its own run than with that of other seeds' runs. */
export interface SeedEffect {
  own: number | null;
  others: number | null;
  /** `own` minus `others`. */
  effect: number | null;
  /** Of the effect's median over the seeds. */
  interval: LevelInterval;
  p: number | null;
  /** For all correlations over the same snapshots. */
  adjustedP: number | null;
  /** Whether there are seeds enough to decide anything. */
  decides: boolean;
}

export interface LevelInterval {
  lower: number | null;
  upper: number | null;
  /** How often such an interval holds the true value at least, 0..1. */
  level: number | null;
}

/** A layer at a snapshot: its pattern graph and its neurons. */
export interface LayerSnapshot {
  version: 1;
  /** The neurons of the pattern graph, ascending; `x`, `y`, `edges` and `communities` follow this order ("vertices"). */
  neurons: number[];
  x: number[];
  y: number[];
  /** Each edge once: vertex v is joined with targets[starts[v]] … targets[starts[v + 1] - 1], all greater than v. */
  edges: { starts: number[]; targets: number[]; weights: number[] };
  /** By method: for each vertex the index of its community in this snapshot, from the largest; -1 where it is alone. */
  communities: Record<string, number[]>;
  /** For each class its representatives (neurons), from the highest mean. */
  representatives: number[][];
  /** Classes × classes: neurons that represent both (Table 2). The diagonal: neurons that represent that class alone. */
  intersections: number[][];
  /** Classes × classes: neurons that represent both and no other class. */
  overlap: number[][];
  /** Neurons that are zero on every sample, ascending. */
  dead: number[];
  /** Classes × neurons of the layer: mean activation over the samples of the class. */
  means: number[][];
  /** By column: a value for each neuron of the layer. */
  measures: Record<string, (number | null)[]>;
}

/** How often the neurons of a layer take which activation at a snapshot, over all samples that were analysed. */
export interface LayerHistograms {
  version: 1;
  /** Of each neuron of the layer; null in runs of earlier versions, which kept none. */
  neurons: NeuronHistogram[] | null;
}

export interface NeuronHistogram {
  /** The lower edge of the first bin, and the upper edge of the last. Bins are equal; zeros are counted too. */
  low: number;
  high: number;
  counts: number[];
}

/** The samples on which the neurons of a layer are most active at a snapshot. */
export interface LayerStrongest {
  version: 1;
  /** Of each neuron of the layer; null in runs of earlier versions, which kept none. */
  neurons: NeuronStrongest[] | null;
}

/** Of eight samples at most, from the strongest; only those with an activation above 0. */
export interface NeuronStrongest {
  /** Which of the samples that were analysed, from 0: of a study which training image. */
  samples: number[];
  classes: number[];
  activations: number[];
  /** Whether the run keeps them as images: those of neurons in the graph, where samples are images. */
  areKept: boolean;
}

/** A sample as the network gets it, before normalisation; scaled down where it has more than 64 rows or columns. */
export interface SampleImage {
  version: 1;
  class: number;
  height: number;
  width: number;
  /** 1 for gray; 3 for red, green and blue, one channel after the other. */
  channels: number;
  /** Channels × height × width bytes in base64; 0 is dark. */
  pixels: string;
}

/** The communities of a layer over all snapshots, with the identities that `coterie show` gives them. */
export interface CommunityHistory {
  version: 1;
  tracks: CommunityTrack[];
  /** For each snapshot the normalised mutual information of communities and strongest classes; null where not defined. */
  withClasses: (number | null)[];
  /** For each snapshot the normalised mutual information with the communities of the one before; the first is null. */
  withBefore: (number | null)[];
}

export interface CommunityTrack {
  number: number;
  /** A, B, …, Z, AA, …. */
  name: string;
  /** Index of the snapshot in which it appears. */
  first: number;
  /** From the first on: its index among the communities of that snapshot (as in LayerSnapshot.communities). */
  communities: number[];
  /** From the first on: its number of neurons. */
  sizes: number[];
  /** Number of the track it split from or merged into. */
  splitFrom: number | null;
  mergedInto: number | null;
}

/**
 * A server-sent event named `run`: a run appeared, grew or ended. On connecting, those that changed within the last half a minute are told
 * first, so that none is missed between the list and the connection.
 */
export interface RunChanged {
  run: string;
  status: Status;
  snapshots: number;
}
