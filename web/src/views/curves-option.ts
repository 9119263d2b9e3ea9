import { axis, type ChartOption, commonOption, tooltip } from '../chart.ts';
import type { Curve, Line, Panel } from '../logic/curves.ts';
import type { PanelPlace } from '../logic/panel-layout.ts';
import { LEGEND_ROW, TITLE_HEIGHT } from '../logic/panel-layout.ts';
import type { TimeScale } from '../logic/time-scale.ts';
import { moment, number } from '../logic/words.ts';
import type { Theme } from '../theme.ts';

export interface DrawnPanels<C extends Curve = Curve> {
  panels: Panel<C>[];
  places: PanelPlace[];
  scale: TimeScale;
  /** From the least to the greatest place on the axis of time. */
  extent: [number, number];
  isScaled: boolean;
}

/** The legend's entries of a panel; one that says no more than the title is left out. */
export function legendOf(panel: Panel): string[] {
  const names = [...new Set(panel.curves.map(curve => curve.name))];
  return names.length === 1 && panel.title.startsWith(names[0]) ? [] : names;
}

/** From the least to the greatest place on the axis of time. */
export function extentOf(panels: readonly Panel[], scale: TimeScale): [number, number] {
  const places = panels.flatMap(panel => panel.curves.flatMap(curve => curve.lines.flatMap(line => line.epochs.map(scale.at))));
  const least = Math.min(...places);
  const most = Math.max(...places);
  return most > least ? [least, most] : [least - 0.5, least + 0.5];
}

/** A panel for each unit, one below or beside the other, with the same axis of time. */
export function curvesOption(drawn: DrawnPanels, theme: Theme): ChartOption {
  const { panels, places, scale, extent, isScaled } = drawn;
  const ticks = scale.ticks.filter(tick => tick.at >= extent[0] - 1e-9 && tick.at <= extent[1] + 1e-9);
  const customValues = ticks.map(tick => tick.at);
  const words = new Map(ticks.map(tick => [tick.at.toFixed(9), tick.text]));
  return {
    ...commonOption(theme),
    aria: { enabled: true, label: { description: description(panels) } },
    title: panels.map((panel, p) => ({
      text: panel.title, left: places[p].left + 2, top: places[p].top, padding: [2, 4],
      textStyle: { color: theme.text, fontSize: 13, fontWeight: 'bold', width: places[p].width - 10, overflow: 'truncate' },
    })),
    legend: panels.map((panel, p) => ({
      data: legendOf(panel).map(name => seriesName(p, name)), formatter: nameOf,
      left: places[p].plot.left, top: places[p].top + TITLE_HEIGHT, width: places[p].plot.width,
      padding: 0, itemGap: 12, itemHeight: 8, itemWidth: 20, icon: 'roundRect', height: places[p].legend || LEGEND_ROW,
      textStyle: { color: theme.text, fontSize: 12 }, inactiveColor: theme.line,
    })),
    tooltip: { ...tooltip(theme), trigger: 'axis', formatter: tooltipText },
    grid: places.map(place => ({ ...place.plot, outerBoundsMode: 'none' })),
    xAxis: panels.map((_, p) => axis(theme, scale.title, {
      gridIndex: p, min: extent[0], max: extent[1], splitLine: { show: false },
      axisTick: { show: true, customValues, lineStyle: { color: theme.line } },
      axisLabel: {
        color: theme.faint, fontSize: 11, customValues, hideOverlap: true,
        formatter: (value: number) => words.get(value.toFixed(9)) ?? '',
      },
    })),
    yAxis: panels.map((_, p) => axis(theme, '', {
      gridIndex: p, ...isScaled ? { min: 0, max: 1 } : { scale: true }, splitNumber: 4,
      axisLabel: { color: theme.faint, fontSize: 11, formatter: (value: number) => number(value) },
    })),
    series: panels.flatMap((panel, p) => panel.curves.flatMap(curve => linesOf(curve, p, scale))),
  };
}

// Names of series are one name space for all legends, so the panel's index is part of them.
function seriesName(panel: number, name: string): string {
  return `${panel} ${name}`;
}

function nameOf(seriesName: string): string {
  return seriesName.slice(seriesName.indexOf(' ') + 1);
}

function description(panels: readonly Panel[]): string {
  const said = panels.map(panel => `${panel.title}: ${panel.curves.map(curve => `${curve.name} ${endsOf(curve)}`).join(', ')}`);
  return `Curves over training. ${said.join('. ')}.`;
}

function endsOf(curve: Curve): string {
  const values = curve.lines.find(line => line.kind === 'value' || line.kind === 'median')?.values.filter(value => value !== null) ?? [];
  return values.length === 0 ? 'without values' : `from ${number(values[0])} to ${number(values.at(-1))}`;
}

interface Found {
  data: Point;
  seriesName: string;
}

function tooltipText(found: Found[]): string {
  if (found.length === 0) return '';
  const lines = found.flatMap(({ data: [, , , kind, of, value], seriesName }) => {
    if (value === null) return [];
    const more = kind === 'value' ? '' : kind in WORDS ? `, ${WORDS[kind as keyof typeof WORDS]} of ${of}` : `, ${of}`;
    return [`${nameOf(seriesName)}${more}: ${number(value)}`];
  });
  const shown = lines.length > 14 ? [...lines.slice(0, 14), `and ${lines.length - 14} more`] : lines;
  return [moment({ epoch: found[0].data[2] }), ...shown].join('\n');
}

const WORDS = { median: 'median', low: 'lower end', high: 'upper end' };

const DASHES: Partial<Record<Line['kind'], number[]>> = { null: [3, 3], other: [9, 4, 2, 4] };

function linesOf(curve: Curve, panel: number, scale: TimeScale): object[] {
  const axes = { name: seriesName(panel, curve.name), xAxisIndex: panel, yAxisIndex: panel, color: curve.colour };
  const [low, high] = ['low', 'high'].map(kind => curve.lines.find(line => line.kind === kind));
  const made: object[] = low !== undefined && high !== undefined ? [band(low, high, curve.colour, axes, scale)] : [];
  for (const line of curve.lines.filter(known => known.kind !== 'low' && known.kind !== 'high')) {
    const isMain = line.kind === 'value' || line.kind === 'median';
    const isAlone = line.values.filter(value => value !== null).length === 1;
    made.push({
      ...axes, type: 'line', data: pointsOf(line, scale),
      lineStyle: {
        color: curve.colour, width: isMain ? 2 : line.kind === 'seed' ? 0.8 : 1.6,
        opacity: line.kind === 'seed' ? 0.55 : 1, type: DASHES[line.kind] ?? 'solid',
      },
      itemStyle: { color: curve.colour },
      symbol: line.kind === 'other' ? 'emptyCircle' : 'circle', symbolSize: isAlone ? 9 : line.kind === 'other' ? 5 : 4,
      showSymbol: isAlone || ((isMain || line.kind === 'other') && line.values.length <= 60),
      emphasis: { disabled: true }, z: isMain ? 4 : 3,
    });
  }
  return made;
}

type Point = [place: number, drawn: number | null, epoch: number, kind: Line['kind'], of: string, value: number | null];

function pointsOf(line: Line, scale: TimeScale): Point[] {
  return line.drawn.map((drawn, k) => [scale.at(line.epochs[k]), drawn, line.epochs[k], line.kind, line.of, line.values[k]]);
}

interface Pixels {
  coord(point: [number, number]): [number, number];
}

// One polygon, drawn with the first point; the other points are there for the axes and the tooltip.
function band(low: Line, high: Line, colour: string, axes: object, scale: TimeScale): object {
  const points = [...pointsOf(low, scale), ...pointsOf(high, scale).reverse()].filter(([, drawn]) => drawn !== null);
  return {
    ...axes, type: 'custom', data: points, clip: true, z: 1, silent: true, encode: { x: 0, y: 1 },
    renderItem: (item: { dataIndexInside: number }, pixels: Pixels) => (item.dataIndexInside > 0 ? null : {
      type: 'polygon', shape: { points: points.map(([place, drawn]) => pixels.coord([place, drawn!])) },
      style: { fill: colour, opacity: 0.22 },
    }),
  };
}
