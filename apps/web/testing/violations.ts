import { axe } from 'jest-axe';

/** What axe finds wrong with a part of the document, one line each; `expect(await violationsOf(…)).toEqual([])`. */
export async function violationsOf(element: Element): Promise<string[]> {
  const { violations } = await axe(element);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}) ${html}`),
  );
}
