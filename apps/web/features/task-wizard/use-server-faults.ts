import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, useRef } from 'react';
import type { Resolver } from 'react-hook-form';
import { get } from 'react-hook-form';
import type { Problem } from '@/api/problem';
import type { FieldName } from './field-facts';
import { fieldOfApi } from './field-facts';
import type { TaskForm } from './task-form';
import type { Fault } from './task-form-rules';
import { taskFormSchema } from './task-form-rules';

export interface ServerFaults {
  /** The form's own rules and what the API has found; a field's fault ends when its value changes. */
  resolver: Resolver<TaskForm>;
  /** Takes over a refusal. @returns the fields at fault, and what belongs to none */
  take: (problem: Problem, form: TaskForm) => { faults: Fault[]; others: string[] };
  drop: () => void;
}

export function useServerFaults(): ServerFaults {
  const found = useRef<(Fault & { value: string })[]>([]);
  return useMemo(() => {
    const own = zodResolver(taskFormSchema);
    return {
      resolver: async (values, context, options) => {
        const result = await own(values, context, options);
        const errors: Record<string, unknown> = { ...result.errors };
        for (const { field, message, value } of found.current) {
          if (get(errors, field) === undefined && JSON.stringify(get(values, field)) === value) {
            put(errors, field, { type: 'server', message });
          }
        }
        return Object.keys(errors).length === 0 ? result : { values: {}, errors };
      },
      take: (problem, form) => {
        const others: string[] = [];
        const faults: Fault[] = [];
        for (const { path, message } of problem.fieldErrors) {
          const field = fieldOfApi(path, form);
          if (field === null) others.push(`${path} ${message}`);
          else faults.push({ field, message });
        }
        found.current = faults.map((fault) => ({ ...fault, value: JSON.stringify(get(form, fault.field)) }));
        return { faults, others };
      },
      drop: () => void (found.current = []),
    };
  }, []);
}

/** Sets a value at a path, in copies of what lies on the way. */
function put(target: Record<string, unknown>, path: FieldName, value: unknown): void {
  const keys = path.split('.');
  let node = target;
  for (const key of keys.slice(0, -1)) {
    const next = { ...(node[key] as Record<string, unknown> | undefined) };
    node[key] = next;
    node = next;
  }
  node[keys.at(-1)!] = value;
}
