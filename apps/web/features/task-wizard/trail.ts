/** The pages above the wizard. */
export const trail = [{ label: 'Tasks', href: '/tasks' }] as const;
