# One file for the four images: `docker build --target api|web|cli|dummy-webhook .`
# They share their layers, so that together they take little more room than one of them.

FROM node:20-bookworm-slim AS base
# Node is no first process: it would not reap the children of its children. tini does, and passes signals on.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates tini \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app

FROM base AS build
# package.json pins the version. It runs already, so it need not look after itself.
ENV pnpm_config_pm_on_fail=ignore
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
RUN npm install --global "$(node --print 'require("./package.json").packageManager')" \
 && pnpm fetch
COPY . .
# The compiler is a development dependency of the root, that of the pages one of the dashboard; the rest of the tree is
# installed as it will run.
RUN pnpm install --offline --frozen-lockfile --filter carillon --filter '@carillon/web...' \
 && node scripts/build.mjs \
 && node scripts/build-web.mjs \
 && rm -rf node_modules apps/*/node_modules packages/*/node_modules apps/*/src packages/*/src packages/testkit \
      apps/web/.next/cache apps/web/app apps/web/api apps/web/features apps/web/ui apps/web/testing \
 && pnpm install --offline --frozen-lockfile --prod \
      --filter '@carillon/api...' --filter '@carillon/web...' --filter '@carillon/cli...' --filter '@carillon/dummy-webhook...'

FROM base AS production
ENV NODE_ENV=production
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/packages ./packages
COPY --from=build /app/apps ./apps
# Where packages/db looks for them, from its dist/: ../../../db/migrations.
COPY db/migrations ./db/migrations
# Where the key that seals secrets is kept, on a volume.
RUN install --directory --owner=node --mode=0700 /data
# The other files are root's: a process that is broken into cannot change what it runs.
USER node

FROM production AS api
EXPOSE 3001
ENTRYPOINT ["tini", "--", "node", "apps/api/dist/main.js"]

FROM production AS web
EXPOSE 3000
ENTRYPOINT ["tini", "--", "node", "apps/web/dist/main.js"]

FROM production AS dummy-webhook
EXPOSE 3002
ENTRYPOINT ["tini", "--", "node", "apps/dummy-webhook/dist/main.js"]

# `docker run … publisher`, `… listener`, `… db up`. Last, so that it is what a build without --target makes.
FROM production AS cli
EXPOSE 3010 3011
ENTRYPOINT ["tini", "--", "node", "apps/cli/dist/main.js"]
