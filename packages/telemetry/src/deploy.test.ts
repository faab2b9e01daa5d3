import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';

const read = (file: string) => readFile(new URL(`../../../${file}`, import.meta.url), 'utf8');

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; description: string };
}
interface Panel {
  title: string;
  datasource?: { uid: string };
  targets?: { expr: string }[];
}

async function readRules(): Promise<Rule[]> {
  const { groups } = parse(await read('deploy/prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

async function readPanels(): Promise<Panel[]> {
  const { panels } = JSON.parse(await read('deploy/grafana/dashboards/carillon.json')) as { panels: Panel[] };
  return panels.filter(({ targets }) => targets !== undefined);
}

async function readExpressions(): Promise<string[]> {
  const rules = (await readRules()).map(({ expr }) => expr);
  const targets = (await readPanels()).flatMap((panel) => panel.targets!.map(({ expr }) => expr));
  return [...rules, ...targets].map((text) => text.replaceAll('$__rate_interval', '5m'));
}

/** Names of metrics that PromQL asks for. @throws Error when it is none */
function namesIn(expression: string): string[] {
  const names: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, name, from, to }) {
      if (type.isError) throw new Error(`Not PromQL at ${from}: ${expression}`);
      // The parser's name for a selector's metric.
      if (name === 'Identifier') names.push(expression.slice(from, to));
    },
  });
  return names;
}

/** Names that a scrape brings: of a histogram three. */
async function documentedNames(): Promise<Set<string>> {
  const rows = (await read('docs/metrics.md')).matchAll(/^\| `(\w+)`(.*)$/gm);
  const names = [...rows].flatMap(([, name, rest]) =>
    rest!.includes('Histogram:') ? ['_bucket', '_sum', '_count'].map((part) => name! + part) : [name!],
  );
  return new Set(names);
}

test('the parser finds the names, and what is no PromQL', () => {
  expect(namesIn('sum by (le) (rate(a_total{x="b_total"}[5m])) / max(c)')).toEqual(['a_total', 'c']);
  expect(() => namesIn('sum(rate(a_total[5m])')).toThrow('Not PromQL');
});

test('alert rules and dashboard ask only for metrics that docs/metrics.md lists', async () => {
  const known = await documentedNames();
  // Prometheus itself tells whether a process answers.
  known.add('up');
  const asked = (await readExpressions()).flatMap(namesIn);
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});

describe('alert rules', () => {
  test('have names of their own, a severity, and words for whoever is woken', async () => {
    const rules = await readRules();
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { labels, annotations } of rules) {
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(annotations).toEqual({ summary: expect.any(String), description: expect.any(String) });
    }
  });
});

describe('the dashboard', () => {
  test('reads from the data source that is provisioned beside it', async () => {
    const { datasources } = parse(await read('deploy/grafana/provisioning/datasources/prometheus.yml')) as {
      datasources: { uid: string }[];
    };
    for (const { datasource } of await readPanels()) expect(datasource!.uid).toBe(datasources[0]!.uid);
  });
});
