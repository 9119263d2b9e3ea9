import type { LevelInterval, RunDocument } from '../api.ts';
import { axis, Chart, type ChartOption, chartSvg, commonOption, tooltip } from '../chart.ts';
import { element } from '../dom.ts';
import { sequentialColour } from '../logic/colours.ts';
import { type CorrelationPoint, type CorrelationRow, pointsOf } from '../logic/correlation-rows.ts';
import { at, svgFile, text } from '../logic/svg-text.ts';
import { count, fixed, moment, number, probability } from '../logic/words.ts';
import type { Page, Picture } from '../page.ts';

const UNITS: Record<string, string> = { nats: ' (nats)', share: ' (share)' };

/** The snapshots behind a correlation: accuracy against the measure, coloured by time. */
export class Scatter {
  readonly element = element('aside', { hidden: true, tabindex: 0, 'aria-label': 'The chosen correlation' });
  private readonly chart = new Chart();
  private readonly title = element('h2', { class: 'aside-title' });
  private readonly said = element('p', { class: 'said' });
  private readonly legend = element('p', { class: 'explain' });
  private row: CorrelationRow | null = null;
  private points: CorrelationPoint[] = [];
  private shown = '';
  private shownRun: RunDocument | null = null;
  private place: Place | null = null;

  constructor(private readonly page: Page) {
    this.element.append(this.title, this.said, this.chart.element, this.legend);
    this.chart.onClick((x, y) => this.clicked(x, y));
  }

  show(row: CorrelationRow | null): void {
    const { run, theme, snapshot } = this.page;
    this.element.hidden = row === null;
    this.row = row;
    if (row === null) return;
    const width = Math.max(this.element.clientWidth - 28, 240);
    const height = Math.max(Math.min(Math.round(0.8 * width), this.element.clientHeight - 150), 230);
    const key = `${row.id} ${snapshot} ${theme.dark} ${width} ${height}`;
    if (key === this.shown && run === this.shownRun) return;
    this.shown = key;
    this.shownRun = run;
    this.points = pointsOf(run, row);
    this.title.textContent = nameOf(row);
    this.said.textContent = words(row);
    this.legend.textContent = legend(this.points, snapshot);
    this.place = placeOf(this.points, width, height);
    this.chart.show(this.option(row, this.place), width, height);
  }

  dispose(): void {
    this.chart.dispose();
  }

  picture(): Picture | null {
    if (this.row === null) return null;
    const { run, theme, snapshot } = this.page;
    const [width, height] = [760, 560];
    const place = placeOf(this.points, width, height - 90);
    const look = { fill: theme.text, font: theme.font };
    return {
      name: `${run.id}-${this.row.id}`, width, height,
      svg: svgFile(width, height, theme.surface, [
        text(16, 26, `${run.id}: ${nameOf(this.row)}`, { ...look, size: 16, bold: true }),
        text(16, 46, words(this.row), look), text(16, 64, legend(this.points, snapshot), { ...look, fill: theme.faint }),
        at(0, 74, chartSvg(this.option(this.row, place), width, height - 90)),
      ]),
    };
  }

  private option(row: CorrelationRow, place: Place): ChartOption {
    const { run, theme, snapshot } = this.page;
    const info = run.measures.find(known => known.measure === row.measure && known.variant === row.variant);
    const last = Math.max(run.snapshots.length - 1, 1);
    const numbers = { color: theme.faint, fontSize: 11, formatter: (value: number) => number(value), hideOverlap: true };
    return {
      ...commonOption(theme),
      aria: { enabled: true, label: { description: `${nameOf(row)}: ${words(row)} ${this.points.length} snapshots as points.` } },
      tooltip: {
        ...tooltip(theme), trigger: 'item', formatter: ({ data }: { data: { value: number[]; snapshot: number } }) => [
          moment(run.snapshots[data.snapshot]), `${row.against} accuracy ${number(data.value[0])}`, `${row.title} ${number(data.value[1])}`,
        ].join('\n'),
      },
      grid: { ...place.plot, outerBoundsMode: 'none' },
      xAxis: axis(theme, `accuracy, ${row.against}`, { min: place.x[0], max: place.x[1], axisLabel: { ...numbers, ...insideOnly } }),
      yAxis: axis(theme, `${row.title}${UNITS[info?.unit ?? ''] ?? ''}`, {
        nameGap: 46, min: place.y[0], max: place.y[1], axisLabel: { ...numbers, ...insideOnly },
      }),
      series: [
        {
          type: 'line', data: this.points.map(point => [point.accuracy, point.value]), silent: true,
          symbol: 'none', lineStyle: { color: theme.line, width: 1 }, tooltip: { show: false }, z: 1,
        },
        {
          type: 'scatter', cursor: 'pointer', z: 3, symbolSize: 11, data: this.points.map(point => ({
            value: [point.accuracy, point.value], snapshot: point.snapshot,
            itemStyle: { color: sequentialColour(point.snapshot / last), borderColor: theme.faint, borderWidth: 0.7 },
          })),
        },
        {
          type: 'scatter', silent: true, data: this.points.filter(point => point.snapshot === snapshot).map(point => ({
            value: [point.accuracy, point.value],
          })), symbol: 'circle', symbolSize: 19, itemStyle: { color: 'transparent', borderColor: theme.accent, borderWidth: 2.5 }, z: 4,
        },
      ],
    };
  }

  // The nearest point within some pixels, since points are small on a phone.
  private clicked(x: number, y: number): void {
    if (this.place === null) return;
    const { plot, x: [left, right], y: [low, high] } = this.place;
    const distance = (point: CorrelationPoint) => Math.hypot(
      plot.left + ((point.accuracy - left) / (right - left)) * plot.width - x,
      plot.top + ((high - point.value) / (high - low)) * plot.height - y);
    const nearest = [...this.points].sort((a, b) => distance(a) - distance(b))[0];
    if (nearest !== undefined && distance(nearest) < 24) this.page.store.set({ time: nearest.snapshot });
  }
}

const insideOnly = { showMinLabel: false, showMaxLabel: false };

interface Place {
  plot: { left: number; top: number; width: number; height: number };
  x: [number, number];
  y: [number, number];
}

function placeOf(points: readonly CorrelationPoint[], width: number, height: number): Place {
  const range = (values: number[]): [number, number] => {
    if (values.length === 0) return [0, 1];
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const room = most > least ? 0.06 * (most - least) : 0.5;
    return [least - room, most + room];
  };
  return {
    plot: { left: 66, top: 12, width: width - 82, height: height - 62 },
    x: range(points.map(point => point.accuracy)), y: range(points.map(point => point.value)),
  };
}

function nameOf(row: CorrelationRow): string {
  const where = row.layer === null ? 'the model' : row.layerName;
  return `${row.title}, ${where}${row.class === null ? '' : `, class ${row.className}`}`;
}

function words(row: CorrelationRow): string {
  const { seeds } = row;
  const over = `with ${row.against} accuracy over ${row.snapshots} snapshots`;
  if (seeds === null) return `Pearson ${fixed(row.pearson)}, Spearman ${fixed(row.spearman)} ${over}.`;
  const interval = (found: LevelInterval | null) => (found === null
    ? '' : ` (${number(100 * (found.level ?? 0), 3)} %: ${fixed(found.lower)} to ${fixed(found.upper)})`);
  const found = seeds.pearson!;
  const median = `Median of ${count(found.seeds, 'seed')}: Pearson ${fixed(row.pearson)}${interval(found.interval)}, `
    + `Spearman ${fixed(row.spearman)} ${over}.`;
  if (found.effect === null) return median;
  const { own, others, effect, adjustedP, decides } = found.effect;
  return `${median} Own runs ${fixed(own)}, other seeds’ ${fixed(others)}: effect ${fixed(effect)}${interval(found.effect.interval)}`
    + (decides ? `, adjusted p ${probability(adjustedP)}.` : '; too few seeds to decide.');
}

function legend(points: readonly CorrelationPoint[], snapshot: number): string {
  if (points.length === 0) return 'No snapshot has both values.';
  const ring = points.some(point => point.snapshot === snapshot)
    ? 'the ring is the page’s snapshot' : 'the page’s snapshot is not one of these';
  return `Points are snapshots of this run, dark ones early and yellow ones late; ${ring}.`;
}
