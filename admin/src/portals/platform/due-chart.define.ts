import { DueChart } from './due-chart.js';

customElements.define('platform-due-chart', DueChart);

declare global {
  interface HTMLElementTagNameMap {
    'platform-due-chart': DueChart;
  }
}
