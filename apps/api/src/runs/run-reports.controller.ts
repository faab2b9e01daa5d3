import { Body, Controller, Inject, Param, Patch, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role, RunToken } from '../http/access.js';
import { Reporter } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import type { RunReportBody } from './run-report.schema.js';
import { runReportBody } from './run-report.schema.js';
import { RunReportsService } from './run-reports.service.js';
import { runAnswer } from './runs.schemas.js';

@ApiTags('runs')
@Controller('api/runs')
export class RunReportsController {
  constructor(@Inject(RunReportsService) private readonly reports: RunReportsService) {}

  @Put(':id/status')
  @Role('operator')
  @RunToken()
  @Answers(200, 'The run after the report.', runAnswer)
  report(
    @Param({ schema: idParams }) { id }: IdParams,
    @Reporter() by: Reporter,
    @Body({ schema: runReportBody }) body: RunReportBody,
  ) {
    return this.reports.report(id, by, body);
  }

  @Patch(':id/status')
  @Role('operator')
  @RunToken()
  @Answers(200, 'The run after the report.', runAnswer)
  reportByPatch(
    @Param({ schema: idParams }) { id }: IdParams,
    @Reporter() by: Reporter,
    @Body({ schema: runReportBody }) body: RunReportBody,
  ) {
    return this.reports.report(id, by, body);
  }
}
