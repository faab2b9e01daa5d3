import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../docs/', import.meta.url);
const documentFile = fileURLToPath(new URL('benchmarks.md', folder));

/** In the order in which they stand. */
const sectionNames = ['throughput', 'scale', 'api', 'dashboard'] as const;
export type SectionName = (typeof sectionNames)[number];

const head = `# Benchmarks

Generated: \`npm run bench -- <throughput|scale|api|dashboard> --write\` measures again and writes its part of this page.
Rates depend on the machine and on what else it does; the ratios of systems that took turns on one machine do so far less.
`;

const pattern = (name: string): RegExp => new RegExp(`<!-- ${name} -->\n\n([^]*?)\n\n<!-- /${name} -->`);

/** The page with one section written anew; the others stay as they were. */
export function withSection(page: string, name: SectionName, text: string): string {
  const sections = sectionNames.flatMap((one) => {
    const body = one === name ? text.trim() : pattern(one).exec(page)?.[1];
    return body === undefined ? [] : [`<!-- ${one} -->\n\n${body}\n\n<!-- /${one} -->\n`];
  });
  return [head, ...sections].join('\n');
}

/** Writes a section of docs/benchmarks.md. */
export async function writeSection(name: SectionName, text: string): Promise<void> {
  const page = await readFile(documentFile, 'utf8').catch(() => '');
  await writeFile(documentFile, withSection(page, name, text));
}

/** Writes the chart that docs/benchmarks.md shows. */
export async function writeChart(svg: string): Promise<void> {
  await writeFile(fileURLToPath(new URL('benchmarks.svg', folder)), svg);
}
