import type { RunDocument } from '../api.ts';

/** A community method as people call it, such as `Louvain`: the catalogue's title of the modularity it reaches. */
export function methodTitle(run: RunDocument, method: string): string {
  const found = run.measures.find(info => (info.measure === method && info.variant === 'modularity')
    || (info.measure === 'modularity' && info.variant === method));
  return found?.title ?? method;
}
