import type { Setting } from '@carillon/config';
import { loadDoctorConfig } from '@carillon/config';
import { doctorFailed } from '../exit-codes.js';
import type { Check } from './check.js';
import { warn } from './check.js';
import { checkDatabase } from './database-checks.js';
import { checkApi, checkLocalKey, checkOutbound, checkQueue } from './service-checks.js';

/** The report goes to stdout, whole; the exit code says whether a check failed. */
export async function runDoctor({ json }: { json: boolean }): Promise<void> {
  const config = loadDoctorConfig();
  const database = await checkDatabase(config.databaseUrl);
  const isDatabaseThere = database[0]?.status === 'ok';
  const checks = [
    ...config.warnings.map((text) => warn('configuration', text, 'Correct the environment or .env.')),
    ...database,
    ...(await Promise.all([checkQueue(config, isDatabaseThere), checkApi(config), checkLocalKey(config)])),
    checkOutbound(config),
  ];
  const hasFailed = checks.some(({ status }) => status === 'fail');
  const status = hasFailed ? 'fail' : checks.some((check) => check.status === 'warn') ? 'warn' : 'ok';
  const { settings } = config;
  process.stdout.write(
    json ? `${JSON.stringify({ status, settings, checks }, null, 2)}\n` : report(settings, checks),
  );
  if (hasFailed) process.exitCode = doctorFailed;
}

function report(settings: Setting[], checks: Check[]): string {
  const of = (wanted: Check['status'][]) => checks.filter(({ status }) => wanted.includes(status));
  const sections = [
    section('Configuration', settings.map(settingLine)),
    section('Checks', of(['ok', 'skip']).map(checkLine)),
    section('Warnings', of(['warn']).map(checkLine)),
    section('Errors', of(['fail']).map(checkLine)),
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function section(title: string, lines: string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.join('')}`;
}

function settingLine({ name, value, isDefault }: Setting): string {
  return `  ${name}=${value ?? ''}${isDefault && value !== null && value !== 'unset' ? '  (default)' : ''}\n`;
}

function checkLine({ name, status, value, fix }: Check): string {
  return `  ${status.padEnd(4)}  ${name}: ${value}${fix === null ? '' : `\n        → ${fix}`}\n`;
}
