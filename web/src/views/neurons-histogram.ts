import type { NeuronHistogram, RunDocument } from '../api.ts';
import { svg } from '../dom.ts';
import { barsOf, countTicks, heightOf, histogramWords, spanOf } from '../logic/activation-histogram.ts';
import { categoryColour } from '../logic/colours.ts';
import { ticksBetween } from '../logic/ticks.ts';
import { count, number } from '../logic/words.ts';
import type { Theme } from '../theme.ts';

const LEFT = 62, RIGHT = 12, BOTTOM = 36, PLOT = 110, MARK = 15;

/** A neuron's activations over all samples as bars, and its means over the samples of some classes as lines across them. */
export function histogramPicture(
  run: RunDocument, histogram: NeuronHistogram, means: readonly { class: number; mean: number }[], width: number, theme: Theme,
): SVGSVGElement {
  const top = 6 + means.length * MARK;
  const height = top + PLOT + BOTTOM;
  const { low, high } = spanOf(histogram);
  const x = (value: number) => LEFT + ((value - low) / (high - low)) * (width - LEFT - RIGHT);
  const share = heightOf(histogram.counts);
  const y = (many: number) => top + PLOT * (1 - share(many));
  const words = (text: string, more: Record<string, string | number>) => svg('text', {
    fill: theme.faint, 'font-size': 11, 'font-family': theme.font, ...more,
  }, text);
  const said = means.map(({ class: c, mean }) => `; mean of class ${run.classes[c]} ${number(mean, 3)}`).join('');
  const picture = svg('svg', { width, height, role: 'img', 'aria-label': `Histogram of activations: ${histogramWords(histogram)}${said}` });
  for (const tick of countTicks(histogram.counts)) {
    picture.append(
      svg('line', { x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick), stroke: theme.line }),
      words(number(tick), { x: LEFT - 5, y: y(tick) + 4, 'text-anchor': 'end' }),
    );
  }
  for (const bar of barsOf(histogram)) {
    picture.append(svg('rect', {
      class: 'bin', x: x(bar.from), y: y(bar.count), width: Math.max(x(bar.to) - x(bar.from) - 0.5, 0.5),
      height: top + PLOT - y(bar.count), fill: theme.accent, 'data-count': bar.count,
    }, svg('title', {}, `${number(bar.from, 3)} to ${number(bar.to, 3)}: ${count(bar.count, 'sample')}`)));
  }
  picture.append(svg('line', { x1: LEFT, x2: width - RIGHT, y1: top + PLOT, y2: top + PLOT, stroke: theme.faint }));
  for (const tick of ticksBetween(low, high, Math.max(Math.floor((width - LEFT - RIGHT) / 80), 2))) {
    picture.append(
      svg('line', { x1: x(tick), x2: x(tick), y1: top + PLOT, y2: top + PLOT + 4, stroke: theme.faint }),
      words(number(tick), { x: x(tick), y: top + PLOT + 15, 'text-anchor': 'middle' }),
    );
  }
  means.forEach(({ class: c, mean }, k) => {
    const isRight = x(mean) > width / 2;
    picture.append(
      svg('line', {
        x1: x(mean), x2: x(mean), y1: 4 + k * MARK, y2: top + PLOT, stroke: categoryColour(c), 'stroke-width': 2, 'stroke-dasharray': '5 3',
      }),
      words(`mean of class ${run.classes[c]}`, {
        x: x(mean) + (isRight ? -5 : 5), y: 14 + k * MARK, fill: theme.text, 'text-anchor': isRight ? 'end' : 'start',
      }),
    );
  });
  const middle = top + PLOT / 2;
  picture.append(
    words('activation', { x: (LEFT + width - RIGHT) / 2, y: height - 4, 'text-anchor': 'middle' }),
    words('samples (log)', { x: 11, y: middle, 'text-anchor': 'middle', transform: `rotate(-90 11 ${middle})` }),
  );
  return picture;
}
