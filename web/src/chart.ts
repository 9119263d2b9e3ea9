import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendPlainComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { element } from './dom.ts';
import type { Theme } from './theme.ts';

use([
  CustomChart, LineChart, ScatterChart, SVGRenderer,
  AriaComponent, GridComponent, LegendPlainComponent, TitleComponent, TooltipComponent,
]);

export type ChartOption = EChartsCoreOption;

/** A chart of ECharts in an element of the page. */
export class Chart {
  readonly element = element('div', { class: 'chart' });
  private chart: ECharts | null = null;
  private size = '';

  /** Draws anew at a size in pixels; tooltips are of the SVG, since the page sets no HTML. */
  show(option: ChartOption, width: number, height: number): void {
    const size = `${width} ${height}`;
    if (this.chart === null || size !== this.size) {
      this.element.style.width = `${width}px`;
      this.element.style.height = `${height}px`;
    }
    if (this.chart === null) {
      this.chart = init(this.element, null, { renderer: 'svg', width, height });
    } else if (size !== this.size) {
      this.chart.resize({ width, height });
    }
    this.size = size;
    this.chart.setOption(option, { notMerge: true });
  }

  /** Calls with the place of each click, in pixels of the chart. */
  onClick(clicked: (x: number, y: number) => void): void {
    this.element.addEventListener('click', event => {
      const { left, top } = this.element.getBoundingClientRect();
      clicked(event.clientX - left, event.clientY - top);
    });
  }

  dispose(): void {
    this.chart?.dispose();
    this.chart = null;
    this.element.remove();
  }
}

/** The text of an SVG element of the chart, drawn beside the page. */
export function chartSvg(option: ChartOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

// ECharts writes names of fonts into attributes as they are.
function fontOf(theme: Theme): string {
  return theme.font.replaceAll('"', "'");
}

/** What all charts have in common. */
export function commonOption(theme: Theme): ChartOption {
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { color: theme.text, fontFamily: fontOf(theme), fontSize: 12 },
  };
}

export function tooltip(theme: Theme): object {
  return {
    renderMode: 'richText', confine: true, backgroundColor: theme.surface, borderColor: theme.line, borderWidth: 1, padding: 8,
    textStyle: { color: theme.text, fontSize: 12, lineHeight: 16, fontFamily: fontOf(theme) },
    axisPointer: { type: 'line', lineStyle: { color: theme.faint, type: 'dotted' }, label: { show: false } },
  };
}

/** The look of an axis of numbers. */
export function axis(theme: Theme, name: string, more: object = {}): object {
  return {
    type: 'value', name, nameLocation: 'middle', nameGap: 26,
    nameTextStyle: { color: theme.faint, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: theme.line } },
    axisTick: { show: true, lineStyle: { color: theme.line } },
    axisLabel: { color: theme.faint, fontSize: 11 },
    splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } },
    ...more,
  };
}
