import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '@carillon/telemetry';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { LOGGER } from '../dependencies.js';
import { NeedsScope, Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { requestIdOf } from '../http/request-id.js';
import { auditColumns, formatRows, runColumns, taskColumns } from './export-format.js';
import type { ExportAuditQuery, ExportParams, ExportRunsQuery, ExportTasksQuery } from './exports.schemas.js';
import { exportAuditQuery, exportParams, exportRunsQuery, exportTasksQuery } from './exports.schemas.js';
import { ExportsService } from './exports.service.js';

const types = { csv: 'text/csv', json: 'application/json' };

@ApiTags('exports')
@Controller('api/exports')
export class ExportsController {
  constructor(
    @Inject(ExportsService) private readonly exports: ExportsService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get('tasks.:format')
  @Role('viewer')
  @ApiProduces(...Object.values(types))
  @Answers(200, 'All tasks that match, the oldest first: tasks.csv or tasks.json.')
  tasks(
    @Param({ schema: exportParams }) { format }: ExportParams,
    @Query({ schema: exportTasksQuery }) query: ExportTasksQuery,
    @Res() response: Response,
  ) {
    const rows = formatRows(this.exports.tasks(query), format, taskColumns);
    return this.#send(rows, `tasks.${format}`, response);
  }

  @Get('runs.:format')
  @Role('viewer')
  @NeedsScope('runs:read')
  @ApiProduces(...Object.values(types))
  @Answers(200, 'All runs that match, the oldest first: runs.csv or runs.json.')
  runs(
    @Param({ schema: exportParams }) { format }: ExportParams,
    @Query({ schema: exportRunsQuery }) query: ExportRunsQuery,
    @Res() response: Response,
  ) {
    const rows = formatRows(this.exports.runs(query), format, runColumns);
    return this.#send(rows, `runs.${format}`, response);
  }

  @Get('audit.:format')
  @Role('admin')
  @ApiProduces(...Object.values(types))
  @Answers(200, 'All entries of the audit log that match, the oldest first: audit.csv or audit.json.')
  audit(
    @Param({ schema: exportParams }) { format }: ExportParams,
    @Query({ schema: exportAuditQuery }) query: ExportAuditQuery,
    @Res() response: Response,
  ) {
    const rows = formatRows(this.exports.audit(query), format, auditColumns);
    return this.#send(rows, `audit.${format}`, response);
  }

  /** The first text is there before anything is answered: what goes wrong until then is a problem like any other. */
  async #send(texts: AsyncGenerator<string>, fileName: string, response: Response): Promise<void> {
    const first = await texts.next();
    response.setHeader(
      'content-type',
      `${types[fileName.split('.')[1] as keyof typeof types]}; charset=utf-8`,
    );
    response.setHeader('content-disposition', `attachment; filename="${fileName}"`);
    try {
      await pipeline(Readable.from(startingWith(first, texts)), response);
    } catch (error) {
      // Half a file must not look like a whole one: the connection is cut.
      response.destroy();
      this.logger.warn('An export ended before its end', {
        requestId: requestIdOf(response),
        fileName,
        error,
      });
    }
  }
}

async function* startingWith(
  first: IteratorResult<string, unknown>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
