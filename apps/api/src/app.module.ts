import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AlertChannelsModule } from './alert-channels/alert-channels.module.js';
import { BadgesModule } from './badges/badges.module.js';
import { BlackoutsModule } from './blackouts/blackouts.module.js';
import { BulkModule } from './bulk/bulk.module.js';
import { ChannelsModule } from './channels/channels.module.js';
import { CleanupModule } from './cleanup/cleanup.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import type { ApiDependencies } from './dependencies.js';
import { dependenciesModule } from './dependencies.js';
import { ExportsModule } from './exports/exports.module.js';
import { GraphqlModule } from './graphql/graphql.module.js';
import { InspectorModule } from './inspector/inspector.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { HealthModule } from './health/health.module.js';
import { HostsModule } from './hosts/hosts.module.js';
import { AccessGuard } from './http/access.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { UnknownInputGuard } from './http/unknown-input.guard.js';
import { ValidationPipe } from './http/validation.pipe.js';
import { ImportsModule } from './imports/imports.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { LanesModule } from './lanes/lanes.module.js';
import { LiveModule } from './live/live.module.js';
import { OidcModule } from './oidc/oidc.module.js';
import { QueueModule } from './queue/queue.module.js';
import { RunsModule } from './runs/runs.module.js';
import { SavedViewsModule } from './saved-views/saved-views.module.js';
import { SchedulesModule } from './schedules/schedules.module.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SigningSecretsModule } from './signing-secrets/signing-secrets.module.js';
import { StatisticsModule } from './statistics/statistics.module.js';
import { TasksModule } from './tasks/tasks.module.js';
import { TestRequestsModule } from './test-requests/test-requests.module.js';
import { UsersModule } from './users/users.module.js';

export class AppModule {
  static with(apiDependencies: ApiDependencies): DynamicModule {
    const dependencies = dependenciesModule(apiDependencies);
    const auth = AuthModule.with(dependencies);
    const runs = RunsModule.with(dependencies);
    const tasks = TasksModule.with(dependencies, runs);
    const queue = QueueModule.with(dependencies);
    const channels = ChannelsModule.with(dependencies);
    const statistics = StatisticsModule.with(dependencies);
    const live = LiveModule.with(dependencies, { auth, queue, channels });
    const cleanup = CleanupModule.with(dependencies, runs);
    return {
      module: AppModule,
      imports: [
        dependencies,
        runs,
        tasks,
        cleanup,
        TestRequestsModule.with(dependencies),
        SchedulesModule.with(dependencies),
        SecretsModule.with(dependencies),
        SigningSecretsModule.with(dependencies),
        AlertChannelsModule.with(dependencies),
        BlackoutsModule.with(dependencies),
        queue,
        channels,
        live,
        GraphqlModule.with(
          dependencies,
          [auth, tasks, runs, queue, statistics, cleanup],
          apiDependencies.dev,
        ),
        LanesModule.with(dependencies, runs),
        statistics,
        BadgesModule.with(dependencies, tasks),
        BulkModule.with(dependencies, tasks, runs),
        ExportsModule.with(dependencies),
        ImportsModule.with(dependencies),
        HostsModule.with(dependencies),
        CalendarModule.with(dependencies),
        InspectorModule.with(dependencies),
        auth,
        OidcModule.with(dependencies, auth),
        UsersModule.with(dependencies),
        InvitationsModule.with(dependencies),
        SavedViewsModule.with(dependencies),
        ApiKeysModule.with(dependencies),
        AuditModule.with(dependencies),
        SettingsModule.with(dependencies),
        HealthModule.with(dependencies, live),
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: UnknownInputGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ValidationPipe },
      ],
    };
  }
}
