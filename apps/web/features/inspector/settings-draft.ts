import type { ReceiverSettings, SettingsChange } from './inspector.api';

type UsualAnswer = ReceiverSettings['answer'];

/** How the receiver answers, as it is being written. */
export interface SettingsDraft {
  /** By which calls fail: none, those of a pattern, or so many of a hundred. */
  fails: 'never' | 'pattern' | 'chance';
  failCalls: string;
  failPercent: string;
  failStatus: string;
  latency: 'fixed' | 'random';
  latencyMinMs: string;
  latencyMaxMs: string;
  behaviour: UsualAnswer['behaviour'];
  status: string;
  /** `Name: value`, one a line. */
  headers: string;
  /** Empty: the facts of the call. */
  body: string;
}

/** The pattern that somebody begins with who has none. */
const firstPattern = '7, 11';
const firstPercent = '10';

export function draftOf(settings: ReceiverSettings): SettingsDraft {
  const { failCalls, failPercent, failStatus, latencyMinMs, latencyMaxMs, answer } = settings;
  return {
    fails: failPercent !== null ? 'chance' : failCalls.length === 0 ? 'never' : 'pattern',
    failCalls: failCalls.join(', ') || firstPattern,
    failPercent: failPercent === null ? firstPercent : String(failPercent),
    failStatus: String(failStatus),
    latency: latencyMinMs === latencyMaxMs ? 'fixed' : 'random',
    latencyMinMs: String(latencyMinMs),
    latencyMaxMs: String(latencyMaxMs),
    behaviour: answer.behaviour,
    status: String(answer.status),
    headers: Object.entries(answer.headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    body: answer.body ?? '',
  };
}

export function changeOf(draft: SettingsDraft): SettingsChange {
  const { fails, failCalls, failPercent, failStatus, latency, latencyMinMs, latencyMaxMs } = draft;
  const { behaviour, status, headers, body } = draft;
  return {
    failCalls: fails === 'never' ? [] : numbersOf(failCalls),
    failPercent: fails === 'chance' ? Number(failPercent) : null,
    failStatus: Number(failStatus),
    latencyMinMs: Number(latencyMinMs),
    latencyMaxMs: Number(latency === 'fixed' ? latencyMinMs : latencyMaxMs),
    answer: {
      behaviour,
      status: Number(status),
      headers: Object.fromEntries(linesOf(headers).map(headerOf)),
      body: body === '' ? null : body,
    },
  };
}

const numbersOf = (text: string): number[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** A line without a colon is a name without a value. */
function headerOf(line: string): [name: string, value: string] {
  const [name = '', ...value] = line.split(':');
  return [name.trim(), value.join(':').trim()];
}
