import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import type { ApiDependencies } from './dependencies.js';
import { dependenciesModule } from './dependencies.js';
import { HealthModule } from './health/health.module.js';
import { HostsModule } from './hosts/hosts.module.js';
import { AccessGuard } from './http/access.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ValidationPipe } from './http/validation.pipe.js';
import { QueueModule } from './queue/queue.module.js';
import { RunsModule } from './runs/runs.module.js';
import { SchedulesModule } from './schedules/schedules.module.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { SigningSecretsModule } from './signing-secrets/signing-secrets.module.js';
import { TasksModule } from './tasks/tasks.module.js';
import { TestRequestsModule } from './test-requests/test-requests.module.js';

export class AppModule {
  static with(apiDependencies: ApiDependencies): DynamicModule {
    const dependencies = dependenciesModule(apiDependencies);
    const runs = RunsModule.with(dependencies);
    return {
      module: AppModule,
      imports: [
        dependencies,
        runs,
        TasksModule.with(dependencies, runs),
        TestRequestsModule.with(dependencies),
        SchedulesModule.with(dependencies),
        SecretsModule.with(dependencies),
        SigningSecretsModule.with(dependencies),
        QueueModule.with(dependencies),
        HostsModule.with(dependencies),
        HealthModule.with(dependencies),
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ValidationPipe },
      ],
    };
  }
}
