import { whole as format } from './figures.js';

export interface Bar {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Ours stand out. */
  isOurs: boolean;
}

const width = 760;
const labelWidth = 170;
const valueWidth = 76;
const rowHeight = 34;
const barHeight = 18;
const top = 52;
const bottom = 46;

/** Horizontal bars with whiskers from min to max, legible on dark and on light. */
export function barChart(title: string, caption: string, bars: readonly Bar[]): string {
  const scaleMax = niceMax(Math.max(...bars.map(({ max }) => max)));
  const x = (value: number): number =>
    round(labelWidth + (value / scaleMax) * (width - labelWidth - valueWidth));
  const height = top + bars.length * rowHeight + bottom;
  const floor = top + bars.length * rowHeight;
  const ticks = [0, 1, 2, 3, 4].map((quarter) => (scaleMax * quarter) / 4);
  const grid = ticks.map(
    (value) => `  <line class="grid" x1="${x(value)}" y1="${top - 6}" x2="${x(value)}" y2="${floor}"/>
  <text class="tick" x="${x(value)}" y="${floor + 16}" text-anchor="middle">${format(value)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
  <title id="title">${escape(title)}</title>
  <desc id="description">${escape(bars.map(({ label, value }) => `${label}: ${format(value)}`).join('; '))}</desc>
  <style>
    text { font: 13px system-ui, sans-serif; fill: #24292f; }
    .title { font-size: 16px; font-weight: 600; }
    .tick { font-size: 11px; fill: #57606a; }
    .value { font-weight: 600; }
    .grid { stroke: #d0d7de; }
    .ours { fill: #0a7d5a; }
    .peer { fill: #8c959f; }
    .whisker { stroke: #24292f; stroke-width: 1.5; fill: none; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .tick { fill: #9198a1; }
      .grid { stroke: #3d444d; }
      .ours { fill: #2fbf8f; }
      .peer { fill: #6e7681; }
      .whisker { stroke: #e6edf3; }
    }
  </style>
  <text class="title" x="12" y="26">${escape(title)}</text>
${grid.join('\n')}
${bars.map((bar, row) => drawBar(bar, top + row * rowHeight, x)).join('\n')}
  <text class="tick" x="12" y="${height - 10}">${escape(caption)}</text>
</svg>
`;
}

function drawBar({ label, value, min, max, isOurs }: Bar, y: number, x: (value: number) => number): string {
  const middle = y + barHeight / 2;
  const from = x(min);
  const to = x(max);
  return `  <text x="${labelWidth - 10}" y="${middle + 4.5}" text-anchor="end">${escape(label)}</text>
  <rect class="${isOurs ? 'ours' : 'peer'}" x="${x(0)}" y="${y}" width="${round(x(value) - x(0))}" height="${barHeight}" rx="2"/>
  <path class="whisker" d="M${from} ${middle - 4}v8M${from} ${middle}H${to}M${to} ${middle - 4}v8"/>
  <text class="value" x="${Math.max(to, x(value)) + 8}" y="${middle + 4.5}">${format(value)}</text>`;
}

/** The next of these times a power of ten: a quarter of each is a number that one can read. */
function niceMax(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10]
    .map((factor) => factor * power)
    .find((candidate) => candidate >= value)!;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
