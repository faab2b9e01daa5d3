/**
 * Checks docker-compose.yml and the Dockerfile against each other and against the project, as far as that can be done
 * without an engine: names that must exist, ports that must not be open to the network, stops that must not be cut short, and what bounds and
 * watches each service.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (file) => readFile(join(root, file), 'utf8');

const [compose, dockerfile, example] = await Promise.all(
  ['docker-compose.yml', 'Dockerfile', '.env.example'].map(read),
);
const { services, volumes = {} } = parse(compose, { merge: true });
const targets = new Set([...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, stage]) => stage));
const defaults = new Map(
  [...example.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
);
const ourImages = new Set(
  Object.values(services).flatMap(({ build, image }) => (build === undefined ? [] : [image])),
);

const faults = [
  ...Object.entries(services).flatMap(([name, service]) =>
    [
      ...wrongPorts(service),
      ...loosePin(service),
      ...wrongVolumes(service),
      ...wrongDependencies(service),
      ...unwatched(service),
      ...(ourImages.has(service.image) ? wrongImage(service) : []),
    ].map((fault) => `docker-compose.yml: ${name}: ${fault}`),
  ),
  ...unknownSubstitutions(),
  ...missingSources(),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

function wrongPorts({ ports = [] }) {
  return ports
    .filter((port) => !String(port).startsWith('127.0.0.1:'))
    .map((port) => `port ${port} is open to the network; begin it with 127.0.0.1:`);
}

/** A tag that moves brings another program with the next pull. Ours are built here. */
function loosePin({ image }) {
  const isPinned = ourImages.has(image) || /:v?\d/.test(image);
  return isPinned ? [] : [`image ${image} names no version`];
}

function wrongVolumes({ volumes: mounts = [] }) {
  return mounts
    .map((mount) => String(mount).split(':')[0])
    .filter((source) => (source.startsWith('./') ? !existsSync(join(root, source)) : !(source in volumes)))
    .map((source) => `volume ${source} is neither declared nor in the repository`);
}

function wrongDependencies({ depends_on: dependencies = {} }) {
  return Object.entries(dependencies).flatMap(([name, { condition } = {}]) => {
    const dependency = services[name];
    if (dependency === undefined) return [`depends on ${name}, which is no service`];
    if (condition === 'service_healthy' && dependency.healthcheck === undefined)
      return [`waits for the health of ${name}, which has no healthcheck`];
    if (condition === 'service_completed_successfully' && dependency.restart !== 'no')
      return [`waits for the end of ${name}, which is restarted`];
    return [];
  });
}

/** One service that grows or dies must not take the machine, or stay dead unseen. What ends by itself needs no watch. */
function unwatched({ restart, healthcheck, mem_limit: memory, cpus }) {
  return [
    ...(memory === undefined || cpus === undefined ? ['has no limit of memory or processors'] : []),
    ...(restart === undefined ? ['says not whether it is restarted'] : []),
    ...(restart !== 'no' && healthcheck === undefined ? ['has no healthcheck'] : []),
  ];
}

/** Only of our own images: others have variables of their own. A service may run what another one builds. */
function wrongImage({ build, environment = {}, stop_grace_period: grace = '10s' }) {
  const unknown = Object.keys(environment).filter((name) => !defaults.has(name));
  const drainMs = Number(environment.CARILLON_DRAIN_TIMEOUT_MS ?? defaults.get('CARILLON_DRAIN_TIMEOUT_MS'));
  const drains = 'CARILLON_LISTENER_HOST' in environment || 'CARILLON_PUBLISHER_HOST' in environment;
  return [
    ...unknown.map((name) => `variable ${name} is not in .env.example`),
    ...(build === undefined || targets.has(build.target)
      ? []
      : [`the Dockerfile has no target ${build.target}`]),
    ...(drains && Number.parseInt(grace) * 1_000 <= drainMs
      ? [`stop_grace_period ${grace} cuts a stop short, which may take ${drainMs} ms`]
      : []),
  ];
}

function unknownSubstitutions() {
  return [...compose.matchAll(/\$\{([A-Z_]+)/g)]
    .filter(([, name]) => !defaults.has(name))
    .map(([, name]) => `docker-compose.yml: \${${name}} is not in .env.example`);
}

/** Sources of COPY that are not in the repository; what comes from another stage is made there. */
function missingSources() {
  return [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
    .flatMap(([, sources]) => sources.split(' '))
    .filter((source) => !existsSync(join(root, source)))
    .map((source) => `Dockerfile: COPY ${source}: there is no such file`);
}
