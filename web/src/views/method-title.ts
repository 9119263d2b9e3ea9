import type { RunDocument } from '../api.ts';

/** A community method as people call it, such as `Louvain`. */
export function methodTitle(run: RunDocument, method: string): string {
  return run.measures.find(info => info.measure === method && info.variant === 'modularity')?.title ?? method;
}
