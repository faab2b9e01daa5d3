/** Nothing in here depends on where it runs: one build serves every host name (src/serve-dashboard.ts does the rest). */
/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // The gateway is next to the browser and the API on the same machine; it compresses nothing twice.
  compress: true,
  devIndicators: false,
  // Asked for by browsers and feed readers that look at no page first.
  rewrites: () => Promise.resolve([{ source: '/favicon.ico', destination: '/icon.svg' }]),
  // `npm run verify` checks types, once for the whole project.
  typescript: { ignoreBuildErrors: true },
};
