import { axis, type ChartOption, commonOption, tooltip } from '../chart.ts';
import type { Curve, Line, Panel } from '../logic/curves.ts';
import type { PanelPlace } from '../logic/panel-layout.ts';
import { LEGEND_ROW, TITLE_HEIGHT } from '../logic/panel-layout.ts';
import type { TimeScale } from '../logic/time-scale.ts';
import { moment, number } from '../logic/words.ts';
import type { Theme } from '../theme.ts';

export interface DrawnPanels {
  panels: Panel[];
  places: PanelPlace[];
  scale: TimeScale;
  /** From the least to the greatest place on the axis of time. */
  extent: [number, number];
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
  const { panels, places, scale, extent } = drawn;
  const ticks = scale.ticks.filter(tick => tick.at >= extent[0] - 1e-9 && tick.at <= extent[1] + 1e-9);
  const customValues = ticks.map(tick => tick.at);
  const words = new Map(ticks.map(tick => [tick.at.toFixed(9), tick.text]));
  return {
    ...commonOption(theme),
    title: panels.map((panel, p) => ({
      text: panel.title, left: places[p].left + 2, top: places[p].top, padding: [2, 4],
      textStyle: { color: theme.text, fontSize: 13, fontWeight: 'bold', width: places[p].width - 10, overflow: 'truncate' },
    })),
    legend: panels.map((panel, p) => ({
      data: legendOf(panel), left: places[p].plot.left, top: places[p].top + TITLE_HEIGHT, width: places[p].plot.width,
      padding: 0, itemGap: 12, itemHeight: 8, itemWidth: 20, icon: 'roundRect', height: places[p].legend || LEGEND_ROW,
      textStyle: { color: theme.text, fontSize: 12 }, inactiveColor: theme.line,
    })),
    tooltip: { ...tooltip(theme), trigger: 'axis', formatter: (found: Found[]) => tooltipText(found) },
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
      gridIndex: p, scale: true, splitNumber: 4,
      axisLabel: { color: theme.faint, fontSize: 11, formatter: (value: number) => number(value) },
    })),
    series: panels.flatMap((panel, p) => panel.curves.flatMap(curve => linesOf(curve, p, scale))),
  };
}

interface Found {
  data: [place: number, value: number | null, epoch: number, kind: Line['kind'], of: string, drawn: number | null];
  seriesName: string;
}

function tooltipText(found: Found[]): string {
  if (found.length === 0) return '';
  const lines = found.flatMap(({ data: [, , , kind, of, value], seriesName }) => {
    if (value === null) return [];
    const more = kind === 'value' ? '' : kind === 'seed' || kind === 'other' || kind === 'null' ? `, ${of}` : `, ${WORDS[kind]} of ${of}`;
    return [`${seriesName}${more}: ${number(value)}`];
  });
  const shown = lines.length > 14 ? [...lines.slice(0, 14), `and ${lines.length - 14} more`] : lines;
  return [moment({ epoch: found[0].data[2] }), ...shown].join('\n');
}

const WORDS = { median: 'median', low: 'low end', high: 'high end' };

const DASHES: Partial<Record<Line['kind'], number[]>> = { null: [3, 3], other: [9, 4, 2, 4] };

function linesOf(curve: Curve, panel: number, scale: TimeScale): object[] {
  const low = curve.lines.find(line => line.kind === 'low');
  const made: object[] = [];
  for (const line of curve.lines) {
    // The band: a line at its low end and, stacked on it, its width.
    const values = line.kind === 'high' && low !== undefined
      ? line.values.map((value, k) => (value === null || low.values[k] === null ? null : value - low.values[k]!))
      : line.values;
    const isBand = line.kind === 'low' || line.kind === 'high';
    const isMain = line.kind === 'value' || line.kind === 'median';
    const points = values.map((value, k) => [scale.at(line.epochs[k]), value, line.epochs[k], line.kind, line.of, line.values[k]]);
    made.push({
      type: 'line', name: curve.name, xAxisIndex: panel, yAxisIndex: panel, data: points,
      dimensions: ['place', 'value', 'epoch', 'kind', 'of', 'drawn'], encode: { x: 'place', y: 'value' },
      ...isBand ? { stack: `${panel} ${curve.choice.key} ${curve.layer} ${curve.class}`, stackStrategy: 'all' } : {},
      ...line.kind === 'high' ? { areaStyle: { color: curve.colour, opacity: 0.22 } } : {},
      color: curve.colour,
      lineStyle: {
        color: curve.colour, width: isBand ? 0 : isMain ? 2 : line.kind === 'seed' ? 0.8 : 1.6,
        opacity: line.kind === 'seed' ? 0.55 : 1, type: DASHES[line.kind] ?? 'solid',
      },
      itemStyle: { color: curve.colour },
      symbol: line.kind === 'other' ? 'emptyCircle' : 'circle', symbolSize: line.kind === 'other' ? 5 : 4,
      showSymbol: (isMain || line.kind === 'other') && values.length <= 60 || values.filter(value => value !== null).length === 1,
      emphasis: { disabled: true }, z: isMain ? 3 : 2,
    });
  }
  return made;
}
