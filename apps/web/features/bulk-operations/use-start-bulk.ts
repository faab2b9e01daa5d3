'use client';

import { problemOf } from '@/api/problem';
import { notifyProblem } from '@/ui/notify';
import type { BulkAction, BulkTarget } from './bulk-operations.api';
import { useStartBulkOperationMutation } from './bulk-operations.api';
import { followBulkOperation } from './bulk-toast';

export interface StartOptions {
  /** Of `archive`. */
  cancelRuns?: boolean;
  /** What takes it back, where something does. */
  undo?: BulkAction | undefined;
}

/** Starts an operation and follows it; tells whether it began. */
export function useStartBulk(target: BulkTarget) {
  const [send, { isLoading }] = useStartBulkOperationMutation();
  const start = async (
    action: BulkAction,
    { cancelRuns = false, undo }: StartOptions = {},
  ): Promise<boolean> => {
    try {
      const { id } = await send({ action, ...target, ...(cancelRuns && { cancelRuns }) }).unwrap();
      const takeBack = async (back: BulkAction): Promise<void> => {
        followBulkOperation((await send({ action: back, ...target }).unwrap()).id);
      };
      followBulkOperation(
        id,
        undo && (() => void takeBack(undo).catch((error: unknown) => notifyProblem(problemOf(error)))),
      );
      return true;
    } catch (error) {
      notifyProblem(problemOf(error));
      return false;
    }
  };
  return { start, isLoading };
}
