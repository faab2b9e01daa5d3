import type { UpConfig } from '@carillon/config';
import { isLoopback, localUrl } from '@carillon/config';

export interface WelcomeOptions {
  config: UpConfig;
  sampleWasCreated: boolean;
  /** Null: there is a user already. */
  setupToken: string | null;
  seconds: number;
  bold: (text: string) => string;
}

/** What is said when all is ready: where things are, what to do next, how to stop. */
export function welcome(options: WelcomeOptions): string {
  const { config, sampleWasCreated, setupToken, seconds, bold } = options;
  const api = localUrl(config.apiHost, config.apiPort);
  const web = localUrl(config.webHost, config.webPort);
  const dummy = localUrl(config.dummyHost, config.dummyPort);
  const body = `{"taskName":"Hello","webhookUrl":"${dummy}/webhook","jsonPayload":{"hello":"you"},"start":"now"}`;
  const sample = [
    'A sample task now calls the dummy webhook every 5 seconds. The webhook fails its 7th and 11th call on',
    'purpose, so you can watch a retry. Delete the task when you have seen enough; it will not come back.',
    '',
  ];
  const signIn = isLoopback(config.apiHost)
    ? ''
    : `-H "authorization: Bearer $(cat '${config.dataDir}/admin.key')" `;
  return [
    '',
    bold(`Carillon is ready (${seconds.toFixed(1)} s).`),
    '',
    `  Dashboard      ${web}`,
    `  API            ${api}/api`,
    `  API docs       ${api}/api/docs`,
    `  Dummy webhook  ${dummy}/webhook, and what it received: ${dummy}/requests`,
    `  Data and logs  ${config.dataDir}`,
    `  Admin key      ${config.dataDir}/admin.key, for programs on this machine`,
    '',
    ...(sampleWasCreated ? sample : []),
    ...(setupToken === null ? [] : firstAdministrator(options, web, setupToken)),
    bold('Next'),
    '  Create a task that is due at once:',
    `    curl ${signIn}-X POST ${api}/api/tasks -H 'content-type: application/json' \\`,
    `      -d '${body}'`,
    '  See the tasks, then the runs and the logs of one:',
    `    curl ${signIn}${api}/api/tasks`,
    `    curl ${signIn}${api}/api/tasks/<id>/runs`,
    `    curl ${signIn}${api}/api/tasks/<id>/logs`,
    '',
    'Stop with Ctrl-C. Tasks and history are kept for the next start.',
    '',
  ].join('\n');
}

function firstAdministrator({ config, bold }: WelcomeOptions, web: string, token: string): string[] {
  return [
    bold('First administrator'),
    isLoopback(config.apiHost)
      ? '  Nobody has to sign in on this machine. Others do; create the first administrator for that, in the browser:'
      : '  Nobody can sign in yet. Create the first administrator, in the browser:',
    // Behind a hash, so that it is in no server's log.
    `    ${web}/setup#token=${token}`,
    '  The token is good for a week; every start shows another one until there is a user.',
    '',
  ];
}
