/** It comes without types; this is what is used of it. */
declare module 'jest-axe' {
  export interface Violation {
    id: string;
    help: string;
    nodes: { target: string[]; html: string }[];
  }

  export function axe(html: Element): Promise<{ violations: Violation[] }>;
}
