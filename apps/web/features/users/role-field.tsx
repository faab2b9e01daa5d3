'use client';

import type { Role } from '@/features/session/use-role';
import { Field, Select } from '@/ui/field';

const roleMeanings: Record<Role, string> = {
  viewer: 'Sees tasks, runs and figures; changes nothing.',
  operator: 'Makes, changes and runs tasks besides.',
  admin: 'May do everything, also make other administrators.',
};

/** Which role somebody is given, and what it may. */
export function RoleField({
  value,
  error,
  onChange,
}: {
  value: Role;
  error: string | null;
  onChange: (role: Role) => void;
}) {
  return (
    <Field label="Role" hint={roleMeanings[value]} error={error}>
      <Select value={value} onChange={(event) => onChange(event.target.value as Role)}>
        {Object.keys(roleMeanings).map((role) => (
          <option key={role}>{role}</option>
        ))}
      </Select>
    </Field>
  );
}
