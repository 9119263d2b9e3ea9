import { count } from './words.ts';

/** A cell of the overlap matrix: neurons that represent two classes, of which each has so many. */
export function overlapWords(
  neurons: number, one: string, other: string, ofOne: number, ofOther: number, isExclusive: boolean,
): string {
  const represent = `${count(neurons, 'neuron')} ${neurons === 1 ? 'represents' : 'represent'}`;
  const which = isExclusive ? `${one} and ${other} and no other class` : `both ${one} and ${other}`;
  const [first, second] = [share(neurons, ofOne), share(neurons, ofOther)];
  return `${represent} ${which}; ${first === second ? `${first} of each` : `${first} of ${one}, ${second} of ${other}`}`;
}

/** A cell of its diagonal. */
export function aloneWords(neurons: number, name: string, of: number): string {
  return `${count(neurons, 'neuron')} ${neurons === 1 ? 'represents' : 'represent'} ${name} alone; ${share(neurons, of)} of its ${of}`;
}

/** A cell of the matrix of communities and classes; a community without a name: neurons that are alone. */
export function heldWords(neurons: number, name: string, of: number, community: string | null): string {
  return `${neurons} of the ${count(of, 'neuron')} of ${name} ${neurons === 1 ? 'is' : 'are'} `
    + `${community === null ? 'in no community' : `in community ${community}`}; ${share(neurons, of)}`;
}

/** The same as a change since an earlier moment. */
export function changeWords(now: number, before: number, name: string, community: string | null, moment: string): string {
  const change = now - before;
  const where = community === null ? 'in no community' : `in community ${community}`;
  const more = change === 0 ? 'as many' : `${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'}`;
  const than = `${change === 0 ? 'as' : 'than'} ${moment === 'untrained' ? 'when' : 'at'}`;
  return `${count(now, 'neuron')} of ${name} ${where}, ${more} ${than} ${moment} (${before})`;
}

function share(part: number, of: number): string {
  return of === 0 ? '0 %' : `${Math.round((100 * part) / of)} %`;
}
