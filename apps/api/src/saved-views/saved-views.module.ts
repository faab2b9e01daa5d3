import type { DynamicModule } from '@nestjs/common';
import { SavedViewsController } from './saved-views.controller.js';
import { SavedViewsService } from './saved-views.service.js';

export class SavedViewsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: SavedViewsModule,
      imports: [dependencies],
      controllers: [SavedViewsController],
      providers: [SavedViewsService],
    };
  }
}
