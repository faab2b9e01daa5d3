import { AppError } from '@carillon/domain';
import type { Request, RequestHandler, Response } from 'express';

interface RouteLayer {
  route?: { path: string; methods: Record<string, boolean> };
  match(path: string): unknown;
}

type Route = NonNullable<RouteLayer['route']>;

/**
 * The methods that the routes at the request's path take, from Express's own table; none for an unknown path. An
 * address that stands for itself is none of those that a pattern stands for: /api/tasks/batch is no task's.
 */
export function allowedMethods(request: Request): string[] {
  const matching = layersOf(request).flatMap((layer) =>
    layer.route !== undefined && layer.match(request.path) ? [layer.route] : [],
  );
  const literal = matching.filter(isLiteral);
  return methodsOf(literal.length > 0 ? literal : matching);
}

/** Refuses the methods that an address which stands for itself does not take, before a pattern takes it for an id. */
export function refuseWrongMethods(): RequestHandler {
  let methodsByPath: Map<string, string[]> | undefined;
  return (request, response, next) => {
    methodsByPath ??= literalMethods(layersOf(request));
    const methods = methodsByPath.get(plain(request.path));
    if (methods === undefined || methods.includes(request.method) || request.method === 'OPTIONS') {
      return next();
    }
    throw refusalOfMethod(response, methods);
  };
}

export function refusalOfMethod(response: Response, methods: string[]): AppError {
  response.setHeader('allow', methods.join(', '));
  return new AppError('route.method_not_allowed', `This address takes ${methods.join(', ')}.`);
}

function literalMethods(layers: RouteLayer[]): Map<string, string[]> {
  const routes = layers.flatMap(({ route }) => (route !== undefined && isLiteral(route) ? [route] : []));
  const byPath = new Map<string, Route[]>();
  for (const route of routes)
    byPath.set(plain(route.path), [...(byPath.get(plain(route.path)) ?? []), route]);
  return new Map([...byPath].map(([path, group]) => [path, methodsOf(group)]));
}

function layersOf(request: Request): RouteLayer[] {
  return (request.app as unknown as { router: { stack: RouteLayer[] } }).router.stack;
}

function isLiteral({ path }: Route): boolean {
  return /^[\w/.-]+$/.test(path);
}

/** Express tells neither cases apart nor a slash at the end. */
function plain(path: string): string {
  return path.toLowerCase().replace(/(.)\/$/, '$1');
}

function methodsOf(routes: Route[]): string[] {
  const methods = routes
    .flatMap((route) => Object.keys(route.methods))
    .filter((method) => method !== '_all')
    .map((method) => method.toUpperCase());
  if (methods.includes('GET')) methods.push('HEAD');
  return [...new Set(methods)].sort();
}
