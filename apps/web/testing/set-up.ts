/** Before each file of component tests: matchers, what the document lacks, and the API that answers. */
import '@testing-library/jest-dom/jest-globals';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { configure } from '@testing-library/react';
import { server } from './api-server';

// What comes on demand is compiled here when it is first wanted.
configure({ asyncUtilTimeout: 15_000 });

Object.assign(window, {
  matchMedia: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }),
  ResizeObserver: class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
  IntersectionObserver: class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
    takeRecords(): [] {
      return [];
    }
  },
  scrollTo: () => undefined,
  // What a switch makes of a click.
  PointerEvent: window.PointerEvent ?? MouseEvent,
});
Object.assign(Element.prototype, {
  scrollIntoView: () => undefined,
  // Asked by what animates before it goes away.
  getAnimations: () => [],
  hasPointerCapture: () => false,
  setPointerCapture: () => undefined,
  releasePointerCapture: () => undefined,
});

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  localStorage.clear();
  sessionStorage.clear();
});
afterAll(() => server.close());
