import type { OutboundPolicy } from '@carillon/delivery';
import { judgeUrl } from '@carillon/delivery';
import type { AlertChannelKind } from '@carillon/domain';
import { z } from 'zod';
import { invalidField } from '../http/problem.js';

const mailAddressesMax = 20;
const mailAddress = z.email();

/**
 * Checks where a channel leads, as far as that shows without going there.
 *
 * @returns the address as it is kept, and what may be shown of it
 * @throws AppError `request.invalid`, naming `address`
 */
export function readAlertAddress(
  kind: AlertChannelKind,
  text: string,
  policy: OutboundPolicy,
): { address: string; hint: string } {
  if (kind === 'email') {
    const address = readMailAddresses(text);
    return { address, hint: address };
  }
  const refusal = judgeUrl(text, policy);
  if (refusal !== null) throw invalidField('address', `cannot be called: ${refusal}`);
  return { address: text, hint: `${new URL(text).origin}/…` };
}

function readMailAddresses(text: string): string {
  const addresses = text.split(',').flatMap((part) => part.trim() || []);
  if (addresses.length === 0) throw invalidField('address', 'must have an e-mail address');
  if (addresses.length > mailAddressesMax) {
    throw invalidField('address', `has more than ${mailAddressesMax} e-mail addresses`);
  }
  const wrong = addresses.find((address) => !mailAddress.safeParse(address).success);
  if (wrong !== undefined) throw invalidField('address', `${JSON.stringify(wrong)} is no e-mail address`);
  return addresses.join(', ');
}
