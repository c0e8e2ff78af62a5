/*
 * The parts of ECharts that the page draws with, and no others. Load this with import(): it is a
 * chunk of its own that only pages with charts need.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { AxisPointerComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, AxisPointerComponent, GridComponent, TooltipComponent, SVGRenderer]);

export { init };
