'use client';

import { onDemand } from '@/ui/on-demand';

const load = () => import('./signature-tester');

/** Loaded when they are opened: few who look at requests check signatures by hand. */
export const RequestSignature = onDemand(() => load().then((module) => module.RequestSignature));
export const SignatureTester = onDemand(() => load().then((module) => module.SignatureTester));
