import type { TestApi } from './api.js';

/** Where the dashboards of these tests stand; nothing is there but what `browse` makes of it. */
export const board = 'https://board.example';
export const redirectUri = `${board}/api/auth/oidc/callback`;

/** What a browser has been answered. */
export interface Visit {
  status: number;
  /** Where it is sent; '' nowhere. */
  location: string;
  /** The values of the cookies that it was given, by name; '' for one that was taken away. */
  cookies: Record<string, string>;
}

let browsers = 0;

/** The ways of a browser, at an address of its own, between the dashboard, which stands for the API, and a provider. */
export function browse(api: TestApi) {
  browsers += 1;
  const address = `10.0.${browsers >> 8}.${browsers & 255}`;
  const visit = async (path: string, cookie = ''): Promise<Visit> => {
    const { status, headers } = await api.request.get(path).set({ cookie, 'x-forwarded-for': address });
    const given = (headers['set-cookie'] ?? []) as unknown as string[];
    return { status, location: headers['location'] ?? '', cookies: cookiesOf(given) };
  };
  const begin = async (next?: string): Promise<{ url: URL; cookie: string }> => {
    const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
    const { location, cookies } = await visit(`/api/auth/oidc/start${query}`);
    return { url: new URL(location), cookie: asHeader(cookies) };
  };
  const finish = (callback: string, cookie: string): Promise<Visit> =>
    visit(callback.slice(board.length), cookie);
  return {
    begin,
    finish,
    /** All the way. @param change what somebody makes of the address of the provider */
    async signIn(next?: string, change: (url: URL) => void = () => undefined): Promise<Visit> {
      const { url, cookie } = await begin(next);
      change(url);
      return finish(await atProvider(url), cookie);
    },
  };
}

/** Follows a provider until it sends the browser back. @returns where to */
export async function atProvider(start: URL): Promise<string> {
  let url = start.href;
  const cookies: Record<string, string> = {};
  for (let steps = 0; steps < 10; steps += 1) {
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie: asHeader(cookies) } });
    Object.assign(cookies, cookiesOf(answer.headers.getSetCookie()));
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`The provider answers ${answer.status}: ${await answer.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(redirectUri)) return url;
  }
  throw new Error('The provider leads in a circle.');
}

function cookiesOf(headers: string[]): Record<string, string> {
  return Object.fromEntries(
    headers.map((header) => {
      const [pair] = header.split(';') as [string];
      const end = pair.indexOf('=');
      return [pair.slice(0, end), pair.slice(end + 1)];
    }),
  );
}

function asHeader(cookies: Record<string, string>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}
