import type { Server as HttpServer } from 'node:http';
import type { Metrics } from '@carillon/telemetry';
import type { DynamicModule, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ChannelFeed } from '../channels/channel-feed.js';
import { METRICS } from '../dependencies.js';
import { Admission } from './admission.js';
import { ListFeed } from './list-feed.js';
import type { LiveFeature } from './live-feature.js';
import { LIVE_FEATURES, LiveServer } from './live-server.js';
import { TaskFeed } from './task-feed.js';

export class LiveModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(LiveServer) private readonly live: LiveServer,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(HttpAdapterHost) private readonly adapterHost: HttpAdapterHost,
  ) {}

  /** @param parts the modules of the rate limits, of the queue and of the channels */
  static with(
    dependencies: DynamicModule,
    parts: { auth: DynamicModule; queue: DynamicModule; channels: DynamicModule },
  ): DynamicModule {
    return {
      module: LiveModule,
      exports: [LiveServer],
      imports: [dependencies, parts.auth, parts.queue, parts.channels],
      providers: [
        Admission,
        TaskFeed,
        ListFeed,
        LiveServer,
        {
          provide: LIVE_FEATURES,
          useFactory: (...features: LiveFeature[]) => features,
          inject: [TaskFeed, ListFeed, ChannelFeed],
        },
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.metrics.watchSockets(() => this.live.size);
    this.live.attach(this.adapterHost.httpAdapter.getHttpServer() as HttpServer);
  }

  onModuleDestroy(): void {
    this.live.close();
  }
}
