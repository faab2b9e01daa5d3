export * from './carillon-process.js';
export * from './chromium-path.js';
export * from './fault-proxy.js';
export * from './forbidden-hosts.js';
export * from './free-port.js';
export * from './redis-server.js';
export * from './until.js';
export * from './webhook-sink.js';
