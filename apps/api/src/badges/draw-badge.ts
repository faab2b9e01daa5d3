import type { BadgeFacts } from '@carillon/db';
import type { TaskStatus } from '@carillon/domain';

const nameLengthMax = 40;
const height = 20;
const padding = 7;
/** Of the letters at 11 px, near enough: `textLength` lets them fill what was reckoned for them. */
const letterWidth = 6.4;

const colours: Record<TaskStatus | 'archived', string> = {
  ready: '#1a7f4b',
  running: '#1f62c4',
  failed: '#b42318',
  paused: '#5b6472',
  completed: '#1a7f4b',
  archived: '#5b6472',
};

/** The name of a task and its state side by side, as SVG. */
export function drawBadge({ taskName, taskStatus, archivedAt }: BadgeFacts): string {
  const name = shorten(taskName);
  const state = archivedAt === null ? taskStatus : 'archived';
  const [nameWidth, stateWidth] = [widthOf(name), widthOf(state)];
  const width = nameWidth + stateWidth;
  const title = escape(`${name}: ${state}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<clipPath id="r"><rect width="${width}" height="${height}" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${nameWidth}" height="${height}" fill="#2b313b"/>`,
    `<rect x="${nameWidth}" width="${stateWidth}" height="${height}" fill="${colours[state]}"/></g>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">`,
    textAt(0, name),
    textAt(nameWidth, state),
    '</g></svg>',
  ].join('');
}

function textAt(x: number, text: string): string {
  const length = widthOf(text) - 2 * padding;
  return `<text x="${x + padding}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escape(text)}</text>`;
}

const widthOf = (text: string): number => Math.round([...text].length * letterWidth) + 2 * padding;

function shorten(name: string): string {
  const letters = [...name];
  return letters.length <= nameLengthMax ? name : `${letters.slice(0, nameLengthMax - 1).join('')}…`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Letters that XML does not know, and what it would read as its own. */
function escape(text: string): string {
  return text.replace(/[\p{Cc}\ufffe\uffff]/gu, ' ').replace(/[&<>"']/g, (sign) => entities[sign]!);
}
