import { join } from 'node:path';
import { AppError } from '@carillon/domain';
import { readKeyFile } from '@carillon/secrets';

/** Where the key lies with which commands on this machine sign in. */
export const localKeyFile = (dataDir: string): string => join(dataDir, 'admin.key');

/**
 * That key; null when `carillon up` has not made one here.
 *
 * @throws AppError `config.invalid` when other users may read it
 */
export async function readLocalKey(dataDir: string): Promise<string | null> {
  return readKeyFile(localKeyFile(dataDir)).catch(refuseLocalKey(dataDir));
}

export function refuseLocalKey(dataDir: string): (cause: unknown) => never {
  return (cause) => {
    const reason = (cause as Error).message;
    throw new AppError('config.invalid', `The key in ${localKeyFile(dataDir)} cannot be used: ${reason}.`, {
      cause,
      hint: 'Remove the file; `carillon up` makes another one.',
    });
  };
}
