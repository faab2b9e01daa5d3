import { Command } from 'commander';

export function secretsCommand(): Command {
  const secrets = new Command('secrets').description('Work with the keys that seal secrets at rest.');
  secrets
    .command('key')
    .description('Print a new key for CARILLON_ENCRYPTION_KEYS, as id:base64.')
    .action(async () => (await import('../secrets/reseal.js')).printNewKey());
  secrets
    .command('reseal')
    .description(
      'Seal every secret with the first key, and print how many were under another one. Exit code 1 when some are left ' +
        'because somebody held them, 3 when one cannot be opened.',
    )
    .action(async () => (await import('../secrets/reseal.js')).resealAll());
  return secrets;
}
