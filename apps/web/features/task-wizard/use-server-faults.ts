import { useMemo, useRef } from 'react';
import type { Resolver } from 'react-hook-form';
import { get, set } from 'react-hook-form';
import type { Problem } from '@/api/problem';
import { fieldOfApi } from './field-facts';
import type { TaskForm } from './task-form';
import type { Fault } from './task-form-rules';
import { faultsOf } from './task-form-rules';

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
    return {
      resolver: (values) => {
        const errors = {};
        for (const { field, message } of faultsOf(values)) set(errors, field, { type: 'rule', message });
        for (const { field, message, value } of found.current) {
          if (get(errors, field) === undefined && JSON.stringify(get(values, field)) === value) {
            set(errors, field, { type: 'server', message });
          }
        }
        return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
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
