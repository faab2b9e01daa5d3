'use client';

import type { ComponentProps } from 'react';
import { ButtonLink } from '@/ui/button';
import { useRole } from './use-role';

/** A link to what takes the role operator; for others there is none. */
export function OperatorLink(props: ComponentProps<typeof ButtonLink>) {
  return useRole().may('operator') ? <ButtonLink {...props} /> : null;
}
