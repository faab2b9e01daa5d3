import type { EncryptionKey } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import { isLoopback } from './loopback.js';

/** What examples and tutorials show, and what people type to get on. */
const sampleText =
  /change[-_ ]?(me|this|it)|your[-_ ]|replace[-_ ]|example|placeholder|sample|secret[-_ ]?key|jwt[-_ ]?secret|super[-_ ]?secret|password|default|0123456789|1234567890|abcdefgh|carillon[-_ ]?(secret|token|admin)|qwert[yz]/i;

/** Fewer different characters than this, in as many as a secret has, were not drawn at random. */
const charactersMin = 6;

/** Whether a text is no secret, because everybody could have typed it. */
export function isSampleText(text: string): boolean {
  return sampleText.test(text) || new Set(text.toLowerCase()).size < charactersMin;
}

/** Whether a key is one byte over and over, a row of bytes that follow each other, or a sample text. */
function isSampleKey({ bytes }: EncryptionKey): boolean {
  const isRow = bytes.every((byte, index) => index === 0 || byte === ((bytes[index - 1] ?? 0) + 1) % 256);
  return isRow || isSampleText(Buffer.from(bytes).toString('latin1'));
}

/** The secrets that this looks at; a process that has no use for one leaves it out. JWT_SECRET is refused by its form. */
export interface JudgedSecrets {
  CARILLON_ADMIN_PASSWORD?: string | null;
  CARILLON_METRICS_TOKEN: string | null;
  CARILLON_ENCRYPTION_KEYS: EncryptionKey[] | null;
}

/**
 * Sample secrets are for trials on one machine.
 *
 * @param listensOn the address that the process listens on, and the variable that says so
 * @returns a warning for each sample, where only this machine reaches the process
 * @throws AppError `config.invalid` where others do
 */
export function judgeSampleSecrets(
  secrets: JudgedSecrets,
  listensOn: { host: string; variable: string },
): string[] {
  const judged = {
    CARILLON_ADMIN_PASSWORD: isSample(secrets.CARILLON_ADMIN_PASSWORD),
    CARILLON_METRICS_TOKEN: isSample(secrets.CARILLON_METRICS_TOKEN),
    CARILLON_ENCRYPTION_KEYS: secrets.CARILLON_ENCRYPTION_KEYS?.some(isSampleKey) ?? false,
  };
  const samples = Object.entries(judged).flatMap(([name, found]) => (found ? [name] : []));
  if (samples.length === 0 || isLoopback(listensOn.host)) {
    return samples.map(
      (name) => `${name} is a sample that everybody knows: never use it beyond this machine.`,
    );
  }
  const fieldErrors = samples.map((path) => ({
    path,
    message: `is a sample that everybody knows, and ${listensOn.variable} is ${listensOn.host}, which others reach`,
  }));
  const faults = fieldErrors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new AppError('config.invalid', `The configuration is not valid. ${faults}.`, {
    fieldErrors,
    hint: 'Take the output of `openssl rand -base64 48`; for CARILLON_ENCRYPTION_KEYS that of `carillon secrets key`.',
  });
}

function isSample(text: string | null | undefined): boolean {
  return typeof text === 'string' && isSampleText(text);
}
