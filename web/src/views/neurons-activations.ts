import './neurons-activations.css';
import type { NeuronHistogram, NeuronStrongest, SampleImage } from '../api.ts';
import { element } from '../dom.ts';
import { categoryColour } from '../logic/colours.ts';
import type { NeuronRow } from '../logic/neuron-rows.ts';
import { rgba, sizeOf } from '../logic/sample-image.ts';
import { at, escapeXml, text } from '../logic/svg-text.ts';
import { moment, number } from '../logic/words.ts';
import type { Page } from '../page.ts';
import { histogramPicture } from './neurons-histogram.ts';

const SIDE = 64;
const MOST_MEANS = 4;

/** What is known of a neuron at a snapshot; null where the run keeps none. */
interface Known {
  histogram: NeuronHistogram | null;
  strongest: NeuronStrongest | null;
  /** Of each of its strongest samples; empty where they are no images. */
  images: SampleImage[];
  /** Why the samples cannot be had. */
  problem: string | null;
}

/** A neuron's activations over the samples: their histogram, and the samples on which it is most active. */
export class NeuronActivations {
  readonly element = element('section', { 'aria-label': 'Activations over the samples' });
  private wanted = '';
  private known: Known | null = null;
  private row: NeuronRow | null = null;
  private means: readonly number[] = [];
  private width = 0;

  constructor(private readonly page: Page) {}

  /** Shows a neuron of the layer and snapshot of the page; what was there stays until the documents have come. */
  show(row: NeuronRow, means: readonly number[], snapshot: number, width: number): void {
    const { run, state } = this.page;
    [this.row, this.means, this.width] = [row, means, width];
    const key = `${run.id} ${state.layer} ${snapshot} ${row.neuron}`;
    if (key === this.wanted) {
      this.draw();
      return;
    }
    this.wanted = key;
    void this.find(run.id, state.layer, snapshot, row.neuron).then(known => {
      if (this.wanted !== key) return;
      this.known = known;
      this.draw();
    });
  }

  hide(): void {
    this.wanted = '';
    this.known = null;
    this.element.replaceChildren();
  }

  /** The parts of a picture to save, each with a heading. */
  parts(width: number): { heading: string; svg: string; height: number }[] {
    if (this.known === null) return [];
    const { histogram, strongest } = this.known;
    const parts: { heading: string; svg: string; height: number }[] = [];
    if (histogram !== null) {
      const drawn = this.histogram(histogram, width);
      const height = Number(drawn.getAttribute('height'));
      parts.push({ heading: 'Activations over all samples', svg: new XMLSerializer().serializeToString(drawn), height });
    }
    if (strongest !== null && this.known.images.length > 0) {
      parts.push({ heading: 'Samples on which it is most active', svg: this.strip(strongest, width), height: SIDE + 34 });
    }
    return parts;
  }

  private async find(run: string, layer: number, snapshot: number, neuron: number): Promise<Known> {
    const { model } = this.page;
    const histograms = model.histograms(run, layer, snapshot).catch(() => null);
    try {
      const { neurons } = await model.strongest(run, layer, snapshot);
      const strongest = neurons?.[neuron] ?? null;
      const images = strongest?.areKept ? await Promise.all(strongest.samples.map(sample => model.image(run, sample))) : [];
      return { histogram: (await histograms)?.neurons?.[neuron] ?? null, strongest, images, problem: null };
    } catch (problem) {
      const said = problem instanceof Error ? problem.message : String(problem);
      return { histogram: (await histograms)?.neurons?.[neuron] ?? null, strongest: null, images: [], problem: said };
    }
  }

  private draw(): void {
    if (this.known === null) return;
    const { histogram } = this.known;
    const parts: Node[] = [element('h3', {}, 'Activations over all samples')];
    if (histogram === null) {
      parts.push(said('This run keeps no histograms: it was recorded by an earlier version of Coterie.'));
    } else {
      const dashed = this.row?.classes.length ? ' Above a dashed mean it counts as active for the class, in the edges of the graph.' : '';
      parts.push(said(`How often it takes which activation.${dashed} Good: near zero on most samples, far above on those of a class.`),
        this.histogram(histogram, this.width));
    }
    this.element.replaceChildren(...parts, element('h3', {}, 'Samples on which it is most active'), ...this.samples(this.known));
  }

  private samples({ strongest, images, problem }: Known): Node[] {
    const { run, store, model, snapshot } = this.page;
    const last = run.snapshots.length - 1;
    if (problem !== null && model.isReport && snapshot !== last) {
      const when = moment(run.snapshots[last]);
      return [said(`A report has these samples of the last snapshot only, ${when}; coterie serve shows those of all.`),
        element('button', { click: () => store.set({ time: last }) }, `Show ${when}`)];
    }
    if (problem !== null) return [said(`They cannot be shown: ${problem}.`)];
    if (strongest === null) return [said('This run does not say which: it was recorded by an earlier version of Coterie.')];
    if (strongest.samples.length === 0) return [said('There are none: it is above zero on no sample.')];
    const good = 'Good: samples of one class, or with a feature in common.';
    if (images.length === 0) {
      const why = this.row?.edges === null ? 'A run keeps images for neurons in the graph only.'
        : 'This run has no images of its samples.';
      return [said(`From the largest activation. ${good} ${why}`), this.table(strongest)];
    }
    return [said(`From the largest activation, with class and activation. ${good}`), element('ul', { class: 'strongest' },
      ...images.map((image, k) => element('li', {}, element('figure', {}, this.canvas(image, strongest, k),
        element('figcaption', {}, element('b', {}, run.classes[strongest.classes[k]]), element('span', {},
          number(strongest.activations[k], 3)))))))];
  }

  private canvas(image: SampleImage, strongest: NeuronStrongest, k: number): HTMLCanvasElement {
    const c = strongest.classes[k];
    const words = `Sample ${strongest.samples[k]} of class ${this.page.run.classes[c]}, activation ${number(strongest.activations[k], 3)}`;
    const { width, height } = sizeOf(image, SIDE);
    const made = element('canvas', {
      width: image.width, height: image.height, role: 'img', 'aria-label': words, title: words,
      style: `width:${width}px;height:${height}px;outline-color:${categoryColour(c)}`,
    });
    made.getContext('2d')!.putImageData(new ImageData(rgba(image), image.width, image.height), 0, 0);
    return made;
  }

  private table(strongest: NeuronStrongest): HTMLElement {
    return element('table', { class: 'partners' },
      element('thead', {}, element('tr', {}, element('th', {}, 'Sample'), element('th', {}, 'Class'),
        element('th', { class: 'number' }, 'Activation'))),
      element('tbody', {}, ...strongest.samples.map((sample, k) => element('tr', {},
        element('td', {}, String(sample)), element('td', {}, this.page.run.classes[strongest.classes[k]]),
        element('td', { class: 'number' }, number(strongest.activations[k]))))));
  }

  private histogram(histogram: NeuronHistogram, width: number): SVGSVGElement {
    const means = (this.row?.classes ?? []).map(c => ({ class: c, mean: this.means[c] }));
    return histogramPicture(this.page.run, histogram, means.slice(0, MOST_MEANS), width, this.page.theme);
  }

  private strip(strongest: NeuronStrongest, width: number): string {
    const { run, theme } = this.page;
    const step = width / strongest.samples.length;
    const look = { fill: theme.text, font: theme.font };
    return this.known!.images.map((image, k) => {
      const small = this.canvas(image, strongest, k);
      const size = sizeOf(image, SIDE);
      const large = element('canvas', { width: size.width * 2, height: size.height * 2 });
      const context = large.getContext('2d')!;
      context.imageSmoothingEnabled = false;
      context.drawImage(small, 0, 0, large.width, large.height);
      const picture = `<image width="${size.width}" height="${size.height}" href="${escapeXml(large.toDataURL('image/png'))}"/>`;
      const name = run.classes[strongest.classes[k]];
      return at(k * step, 0, picture
        + text(0, SIDE + 14, name.length > 10 ? `${name.slice(0, 9)}…` : name, { ...look, bold: true })
        + text(0, SIDE + 29, number(strongest.activations[k], 3), { ...look, fill: theme.faint }));
    }).join('');
  }
}

function said(words: string): HTMLElement {
  return element('p', { class: 'said' }, words);
}
