import type { UpConfig } from '@carillon/config';

export interface WelcomeOptions {
  config: UpConfig;
  sampleWasCreated: boolean;
  seconds: number;
  bold: (text: string) => string;
}

/** Where this machine reaches a server that listens on the host; every address means loopback too. */
export function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** What is said when all is ready: where things are, what to do next, how to stop. */
export function welcome({ config, sampleWasCreated, seconds, bold }: WelcomeOptions): string {
  const api = localUrl(config.apiHost, config.apiPort);
  const dummy = localUrl(config.dummyHost, config.dummyPort);
  const body = `{"taskName":"Hello","webhookUrl":"${dummy}/webhook","jsonPayload":{"hello":"you"},"start":"now"}`;
  const sample = [
    'A sample task now calls the dummy webhook every 5 seconds. The webhook fails its 7th and 11th call on',
    'purpose, so you can watch a retry. Delete the task when you have seen enough; it will not come back.',
    '',
  ];
  return [
    '',
    bold(`Carillon is ready (${seconds.toFixed(1)} s).`),
    '',
    `  API            ${api}/api`,
    `  API docs       ${api}/api/docs`,
    `  Dummy webhook  ${dummy}/webhook, and what it received: ${dummy}/requests`,
    `  Data and logs  ${config.dataDir}`,
    '',
    ...(sampleWasCreated ? sample : []),
    bold('Next'),
    '  Create a task that is due at once:',
    `    curl -X POST ${api}/api/tasks -H 'content-type: application/json' \\`,
    `      -d '${body}'`,
    '  See the tasks, then the runs and the logs of one:',
    `    curl ${api}/api/tasks`,
    `    curl ${api}/api/tasks/<id>/runs`,
    `    curl ${api}/api/tasks/<id>/logs`,
    '',
    'Stop with Ctrl-C. Tasks and history are kept for the next start.',
    '',
  ].join('\n');
}
