// Generated: `npm run verify -- --fix` writes it anew.

export interface paths {
    "/api/runs/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["reportRunReport"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["reportRunReportByPatch"];
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["retryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replayRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listTasks"];
        put?: never;
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createTaskBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete: operations["removeTask"];
        options?: never;
        head?: never;
        patch: operations["updateTask"];
        trace?: never;
    };
    "/api/tasks/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listTaskRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listTaskLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["runTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pauseTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resumeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["retryTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cleanup/old": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["oldCleanup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cleanup/timeout-stale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["timeoutCleanupStale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/test-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["sendTestRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["previewSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSecrets"];
        put?: never;
        post: operations["createSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/secrets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["replaceSecret"];
        post?: never;
        delete: operations["removeSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSigningSecrets"];
        put?: never;
        post: operations["createSigningSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-secrets/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revealSigningSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-secrets/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["rotateSigningSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-secrets/{id}/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["makeSigningSecretDefault"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-secrets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeSigningSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["statusQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pauseQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resumeQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listChannels"];
        put?: never;
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{name}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listChannelMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lanes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listLanes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lanes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getLane"];
        put: operations["saveLane"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lanes/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["pauseLane"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lanes/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resumeLane"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["summaryStatistic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/timeseries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["timeseriesStatistic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["histogramStatistic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listBulkOperations"];
        put?: never;
        post: operations["createBulkOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBulkOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-operations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cancelBulkOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/tasks.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["tasksExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/runs.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["runsExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/curl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["curlImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/crontab": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["crontabImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listHosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hosts/{host}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["closeHost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readSessionSetup"];
        put?: never;
        post: operations["setupSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["openSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["closeSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSessionCaller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["changeSessionPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listUsers"];
        put?: never;
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listApiKeys"];
        put?: never;
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["allHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["liveHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readyHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readMetric"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        RunReport: {
            /**
             * @description The end. A failure is tried again as the task’s retries allow. Absent: the work goes on.
             * @enum {string}
             */
            status?: "completed" | "failed";
            /** @description Any JSON, kept with the run; with a status only. */
            result?: unknown;
            /** @description Why it failed; with the status `failed` only. */
            error?: string;
            /** @description 0 to 100. */
            progress?: number;
            /** @description As a number or as text. */
            cost?: number | string;
            /** @description As a number or as text. */
            qualityScore?: number | string;
            /** @description The next report comes within so many milliseconds from now; never beyond the deadline of the run. */
            extendMs?: number;
            /** @description Lines for the record: at most 1,000 a run, further ones are dropped. */
            log?: (string | {
                /** @enum {string} */
                level: "debug" | "info" | "warn" | "error";
                line: string;
            })[];
        };
        Run: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            taskId: string;
            /** Format: date-time */
            scheduledFor: string;
            /** @enum {string} */
            trigger: "schedule" | "manual" | "api" | "retry" | "replay" | "backfill";
            /** @enum {string} */
            runStatus: "held" | "pending" | "running" | "retrying" | "waiting" | "completed" | "failed" | "abandoned" | "cancelled" | "skipped";
            /** @enum {string} */
            priority: "urgent" | "high" | "normal" | "low";
            lane: string | null;
            /** @description Where it is sent in place of its task’s URL. */
            webhookUrl: string | null;
            retryCount: number;
            maxRetry: number;
            nextAttemptAt: string | null;
            startedAt: string | null;
            finishedAt: string | null;
            workerId: string | null;
            skipReason: ("missed" | "overlap" | "paused" | "ended" | "expired") | null;
            /** @description How many instants a skipped run stands for. */
            occurrences: number;
            result: unknown;
            error: string | null;
            /** @description 0 to 100, as the receiver reports it. */
            progress: number | null;
            cost: number | null;
            qualityScore: number | null;
            taskVersion: number;
            /** Format: date-time */
            createdAt: string;
        };
        RunPage: {
            items: components["schemas"]["Run"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
            /** @description Only with ?total=true: how many there are; 10001 stands for more than 10000. */
            total?: number;
        };
        RunDetail: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            taskId: string;
            /** Format: date-time */
            scheduledFor: string;
            /** @enum {string} */
            trigger: "schedule" | "manual" | "api" | "retry" | "replay" | "backfill";
            /** @enum {string} */
            runStatus: "held" | "pending" | "running" | "retrying" | "waiting" | "completed" | "failed" | "abandoned" | "cancelled" | "skipped";
            /** @enum {string} */
            priority: "urgent" | "high" | "normal" | "low";
            lane: string | null;
            /** @description Where it is sent in place of its task’s URL. */
            webhookUrl: string | null;
            retryCount: number;
            maxRetry: number;
            nextAttemptAt: string | null;
            startedAt: string | null;
            finishedAt: string | null;
            workerId: string | null;
            skipReason: ("missed" | "overlap" | "paused" | "ended" | "expired") | null;
            /** @description How many instants a skipped run stands for. */
            occurrences: number;
            result: unknown;
            error: string | null;
            /** @description 0 to 100, as the receiver reports it. */
            progress: number | null;
            cost: number | null;
            qualityScore: number | null;
            taskVersion: number;
            /** Format: date-time */
            createdAt: string;
            attempts: components["schemas"]["TaskLog"][];
            history: {
                /** @enum {string} */
                status: "held" | "pending" | "running" | "retrying" | "waiting" | "completed" | "failed" | "abandoned" | "cancelled" | "skipped";
                /** Format: date-time */
                at: string;
                reason: string | null;
                actor: string | null;
            }[];
            /** @description What the receiver logged, the first line first. */
            logLines: {
                /** @enum {string} */
                level: "debug" | "info" | "warn" | "error";
                line: string;
                /** Format: date-time */
                createdAt: string;
            }[];
        };
        TaskLog: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            taskId: string;
            /** Format: uuid */
            runId: string;
            /** Format: date-time */
            runScheduledFor: string;
            /** @enum {string} */
            status: "running" | "finish" | "failed" | "abandoned" | "cancelled";
            /** @description 0 for the first attempt. */
            retryCount: number;
            /** @description Milliseconds. */
            executionTime: number | null;
            message: string | null;
            messageTruncated: boolean;
            errorCode: string | null;
            /** @description What the error code means and what to do about it, for people. */
            explanation: {
                title: string;
                meaning: string;
                advice: string;
            } | null;
            httpStatus: number | null;
            responseHeaders: {
                [key: string]: string;
            } | null;
            phases: {
                [key: string]: number | null;
            } | null;
            workerId: string | null;
            /** Format: date-time */
            createdAt: string;
            finishedAt: string | null;
        };
        ReplayRun: {
            /** @description Sent in place of what the run was sent with. */
            jsonPayload?: unknown;
            /** @description Where this one run is sent, in place of the task’s URL. */
            webhookUrl?: string;
        };
        CreateTask: {
            taskName: string;
            /** @description Cron: 5 fields, 6 with the second first, or @daily and the like. */
            taskSchedule?: string | null;
            /** @description IANA name, such as Europe/Berlin. Default UTC. */
            timeZone?: string;
            /** @description Runs once, at this instant. */
            runAt?: string | null;
            startsAt?: string | null;
            endsAt?: string | null;
            maxRuns?: number | null;
            jitterMs?: number;
            /** @description http or https. With deliveryOptions.templates, path and query may have placeholders. */
            webhookUrl: string;
            /** @enum {string} */
            httpMethod?: "POST" | "PUT" | "PATCH" | "GET" | "DELETE" | "HEAD";
            httpHeaders?: {
                [key: string]: string;
            };
            /** @description Any JSON; sent as the body of the request. */
            jsonPayload?: unknown;
            timeoutMs?: number;
            /** @description Statuses that count as success beside 2xx. */
            successStatus?: number[];
            /** @description How the webhook is sent. A change replaces all options; what is left out gets its default. */
            deliveryOptions?: {
                /**
                 * @description Whether {{placeholders}} in URL, headers and payload are filled in.
                 * @default false
                 */
                templates?: boolean;
                /**
                 * @description How the request is authenticated. oauth2 fetches tokens by client credentials and keeps them.
                 * @default null
                 */
                auth?: ({
                    /** @enum {string} */
                    type: "basic";
                    username: string;
                    /** @description The name of a secret. */
                    passwordSecret: string;
                } | {
                    /** @enum {string} */
                    type: "bearer";
                    /** @description The name of a secret. */
                    tokenSecret: string;
                } | {
                    /** @enum {string} */
                    type: "api_key";
                    header: string;
                    /** @description The name of a secret. */
                    valueSecret: string;
                } | {
                    /** @enum {string} */
                    type: "oauth2";
                    tokenUrl: string;
                    clientId: string;
                    /** @description The name of a secret. */
                    clientSecret: string;
                    /** @default null */
                    scope?: string | null;
                    /** @default null */
                    audience?: string | null;
                }) | null;
                /**
                 * @description An HTTP proxy, http://host:port, in place of the installation’s.
                 * @default null
                 */
                proxyUrl?: string | null;
                /** @default null */
                tls?: {
                    /**
                     * @description Authorities to trust in place of the installation’s, PEM.
                     * @default null
                     */
                    ca?: string | null;
                    /**
                     * @description The client’s certificate, with those between it and its authority, PEM.
                     * @default null
                     */
                    certificate?: string | null;
                    /**
                     * @description The secret that holds the client’s private key, PEM.
                     * @default null
                     */
                    keySecret?: string | null;
                } | null;
                /**
                 * @description What the body of a successful response must hold besides, to count as a success.
                 * @default null
                 */
                assertion?: ({
                    /** @enum {string} */
                    type: "json_path_exists";
                    path: string;
                } | {
                    /** @enum {string} */
                    type: "json_path_equals";
                    path: string;
                    /** @description Any JSON; sent as the body of the request. */
                    value: unknown;
                } | {
                    /** @enum {string} */
                    type: "regex";
                    pattern: string;
                }) | null;
                /**
                 * @description Whether the receiver may steer the task by carillon-… headers of its response.
                 * @default false
                 */
                steering?: boolean;
            };
            maxRetry?: number;
            /** @enum {string} */
            backoffStrategy?: "exponential" | "fixed";
            backoffBaseMs?: number;
            backoffMaxMs?: number;
            backoffJitter?: boolean;
            /** @enum {string} */
            priority?: "urgent" | "high" | "normal" | "low";
            /** @description Runs of one lane keep to its limit; a new lane runs one at a time. */
            lane?: string | null;
            /**
             * @description What becomes of an instant that comes while a run of the task is open.
             * @enum {string}
             */
            overlapPolicy?: "skip" | "queue" | "allow";
            /**
             * @description What becomes of instants that nobody was there to publish: run none, the newest, or all within window and cap.
             * @enum {string}
             */
            misfirePolicy?: "skip" | "latest" | "all";
            /** @description How late an instant may still be run with skip (null: a minute) and all (null: however late). */
            misfireWindowMs?: number | null;
            /** @description How many missed instants are run at most with all, the newest ones. */
            misfireCap?: number;
            /** @enum {string} */
            dstGap?: "run_after" | "skip";
            /** @enum {string} */
            dstOverlap?: "first" | "both";
            /** @enum {string} */
            onFailure?: "stop" | "continue";
            atMostOnce?: boolean;
            /** @description How long after its instant a run may be open; then it ends as abandoned. Null: no limit. */
            deadlineMs?: number | null;
            /** @description What the webhooks are signed with. Null: the default signing secret. */
            signingSecretId?: string | null;
            tags?: string[];
            agentId?: string | null;
            /**
             * @description Without schedule: due at once, or never by itself (the default).
             * @enum {string}
             */
            start?: "now" | "manual";
            /** @description Runs once, so long from now: 10m. */
            runIn?: string;
        };
        Task: {
            /** Format: uuid */
            id: string;
            taskName: string;
            /** @enum {string} */
            taskType: "webhook";
            /** @description Cron: 5 fields, 6 with the second first, or @daily and the like. */
            taskSchedule: string | null;
            /** @description IANA name, such as Europe/Berlin. Default UTC. */
            timeZone: string;
            runAt: string | null;
            startsAt: string | null;
            endsAt: string | null;
            maxRuns: number | null;
            jitterMs: number;
            /** @enum {string} */
            httpMethod: "POST" | "PUT" | "PATCH" | "GET" | "DELETE" | "HEAD";
            timeoutMs: number;
            /** @description Statuses that count as success beside 2xx. */
            successStatus: number[];
            /** @description How the webhook is sent. A change replaces all options; what is left out gets its default. */
            deliveryOptions: {
                /**
                 * @description Whether {{placeholders}} in URL, headers and payload are filled in.
                 * @default false
                 */
                templates: boolean;
                /**
                 * @description How the request is authenticated. oauth2 fetches tokens by client credentials and keeps them.
                 * @default null
                 */
                auth: ({
                    /** @enum {string} */
                    type: "basic";
                    username: string;
                    /** @description The name of a secret. */
                    passwordSecret: string;
                } | {
                    /** @enum {string} */
                    type: "bearer";
                    /** @description The name of a secret. */
                    tokenSecret: string;
                } | {
                    /** @enum {string} */
                    type: "api_key";
                    header: string;
                    /** @description The name of a secret. */
                    valueSecret: string;
                } | {
                    /** @enum {string} */
                    type: "oauth2";
                    tokenUrl: string;
                    clientId: string;
                    /** @description The name of a secret. */
                    clientSecret: string;
                    /** @default null */
                    scope: string | null;
                    /** @default null */
                    audience: string | null;
                }) | null;
                /**
                 * @description An HTTP proxy, http://host:port, in place of the installation’s.
                 * @default null
                 */
                proxyUrl: string | null;
                /** @default null */
                tls: {
                    /**
                     * @description Authorities to trust in place of the installation’s, PEM.
                     * @default null
                     */
                    ca: string | null;
                    /**
                     * @description The client’s certificate, with those between it and its authority, PEM.
                     * @default null
                     */
                    certificate: string | null;
                    /**
                     * @description The secret that holds the client’s private key, PEM.
                     * @default null
                     */
                    keySecret: string | null;
                } | null;
                /**
                 * @description What the body of a successful response must hold besides, to count as a success.
                 * @default null
                 */
                assertion: ({
                    /** @enum {string} */
                    type: "json_path_exists";
                    path: string;
                } | {
                    /** @enum {string} */
                    type: "json_path_equals";
                    path: string;
                    /** @description Any JSON; sent as the body of the request. */
                    value: unknown;
                } | {
                    /** @enum {string} */
                    type: "regex";
                    pattern: string;
                }) | null;
                /**
                 * @description Whether the receiver may steer the task by carillon-… headers of its response.
                 * @default false
                 */
                steering: boolean;
            };
            maxRetry: number;
            /** @enum {string} */
            backoffStrategy: "exponential" | "fixed";
            backoffBaseMs: number;
            backoffMaxMs: number;
            backoffJitter: boolean;
            /** @enum {string} */
            priority: "urgent" | "high" | "normal" | "low";
            /** @description Runs of one lane keep to its limit; a new lane runs one at a time. */
            lane: string | null;
            /**
             * @description What becomes of an instant that comes while a run of the task is open.
             * @enum {string}
             */
            overlapPolicy: "skip" | "queue" | "allow";
            /**
             * @description What becomes of instants that nobody was there to publish: run none, the newest, or all within window and cap.
             * @enum {string}
             */
            misfirePolicy: "skip" | "latest" | "all";
            /** @description How late an instant may still be run with skip (null: a minute) and all (null: however late). */
            misfireWindowMs: number | null;
            /** @description How many missed instants are run at most with all, the newest ones. */
            misfireCap: number;
            /** @enum {string} */
            dstGap: "run_after" | "skip";
            /** @enum {string} */
            dstOverlap: "first" | "both";
            /** @enum {string} */
            onFailure: "stop" | "continue";
            atMostOnce: boolean;
            /** @description How long after its instant a run may be open; then it ends as abandoned. Null: no limit. */
            deadlineMs: number | null;
            /** @description What the webhooks are signed with. Null: the default signing secret. */
            signingSecretId: string | null;
            tags: string[];
            agentId: string | null;
            webhookUrl: string;
            httpHeaders: {
                [key: string]: string;
            };
            jsonPayload: unknown;
            /** @enum {string} */
            taskStatus: "ready" | "running" | "failed" | "paused" | "completed";
            activeRuns: number;
            nextRunAt: string | null;
            /** @description The first instant that was not run because the task was paused or had failed. */
            withheldFrom: string | null;
            runCount: number;
            pausedUntil: string | null;
            pauseReason: string | null;
            version: number;
            createdBy: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CreateTaskBatch: {
            /** @description Each as for a single create; made or refused by itself. */
            tasks: components["schemas"]["CreateTask"][];
        };
        TaskBatch: {
            results: {
                index: number;
                /** @description 201, or the status with which a single create would have been refused. */
                status: number;
                task?: components["schemas"]["Task"];
                problem?: {
                    type: string;
                    title: string;
                    status: number;
                    detail: string;
                    /** @description Stable, for programs: `task.not_found`. */
                    code: string;
                    fieldErrors: {
                        path: string;
                        message: string;
                    }[];
                    hint?: string;
                };
            }[];
        };
        TaskPage: {
            items: components["schemas"]["Task"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
            /** @description Only with ?total=true: how many there are; 10001 stands for more than 10000. */
            total?: number;
        };
        UpdateTask: {
            taskName?: string;
            /** @description Cron: 5 fields, 6 with the second first, or @daily and the like. */
            taskSchedule?: string | null;
            /** @description IANA name, such as Europe/Berlin. Default UTC. */
            timeZone?: string;
            /** @description Runs once, at this instant. */
            runAt?: string | null;
            startsAt?: string | null;
            endsAt?: string | null;
            maxRuns?: number | null;
            jitterMs?: number;
            /** @description http or https. With deliveryOptions.templates, path and query may have placeholders. */
            webhookUrl?: string;
            /** @enum {string} */
            httpMethod?: "POST" | "PUT" | "PATCH" | "GET" | "DELETE" | "HEAD";
            httpHeaders?: {
                [key: string]: string;
            };
            /** @description Any JSON; sent as the body of the request. */
            jsonPayload?: unknown;
            timeoutMs?: number;
            /** @description Statuses that count as success beside 2xx. */
            successStatus?: number[];
            /** @description How the webhook is sent. A change replaces all options; what is left out gets its default. */
            deliveryOptions?: {
                /**
                 * @description Whether {{placeholders}} in URL, headers and payload are filled in.
                 * @default false
                 */
                templates?: boolean;
                /**
                 * @description How the request is authenticated. oauth2 fetches tokens by client credentials and keeps them.
                 * @default null
                 */
                auth?: ({
                    /** @enum {string} */
                    type: "basic";
                    username: string;
                    /** @description The name of a secret. */
                    passwordSecret: string;
                } | {
                    /** @enum {string} */
                    type: "bearer";
                    /** @description The name of a secret. */
                    tokenSecret: string;
                } | {
                    /** @enum {string} */
                    type: "api_key";
                    header: string;
                    /** @description The name of a secret. */
                    valueSecret: string;
                } | {
                    /** @enum {string} */
                    type: "oauth2";
                    tokenUrl: string;
                    clientId: string;
                    /** @description The name of a secret. */
                    clientSecret: string;
                    /** @default null */
                    scope?: string | null;
                    /** @default null */
                    audience?: string | null;
                }) | null;
                /**
                 * @description An HTTP proxy, http://host:port, in place of the installation’s.
                 * @default null
                 */
                proxyUrl?: string | null;
                /** @default null */
                tls?: {
                    /**
                     * @description Authorities to trust in place of the installation’s, PEM.
                     * @default null
                     */
                    ca?: string | null;
                    /**
                     * @description The client’s certificate, with those between it and its authority, PEM.
                     * @default null
                     */
                    certificate?: string | null;
                    /**
                     * @description The secret that holds the client’s private key, PEM.
                     * @default null
                     */
                    keySecret?: string | null;
                } | null;
                /**
                 * @description What the body of a successful response must hold besides, to count as a success.
                 * @default null
                 */
                assertion?: ({
                    /** @enum {string} */
                    type: "json_path_exists";
                    path: string;
                } | {
                    /** @enum {string} */
                    type: "json_path_equals";
                    path: string;
                    /** @description Any JSON; sent as the body of the request. */
                    value: unknown;
                } | {
                    /** @enum {string} */
                    type: "regex";
                    pattern: string;
                }) | null;
                /**
                 * @description Whether the receiver may steer the task by carillon-… headers of its response.
                 * @default false
                 */
                steering?: boolean;
            };
            maxRetry?: number;
            /** @enum {string} */
            backoffStrategy?: "exponential" | "fixed";
            backoffBaseMs?: number;
            backoffMaxMs?: number;
            backoffJitter?: boolean;
            /** @enum {string} */
            priority?: "urgent" | "high" | "normal" | "low";
            /** @description Runs of one lane keep to its limit; a new lane runs one at a time. */
            lane?: string | null;
            /**
             * @description What becomes of an instant that comes while a run of the task is open.
             * @enum {string}
             */
            overlapPolicy?: "skip" | "queue" | "allow";
            /**
             * @description What becomes of instants that nobody was there to publish: run none, the newest, or all within window and cap.
             * @enum {string}
             */
            misfirePolicy?: "skip" | "latest" | "all";
            /** @description How late an instant may still be run with skip (null: a minute) and all (null: however late). */
            misfireWindowMs?: number | null;
            /** @description How many missed instants are run at most with all, the newest ones. */
            misfireCap?: number;
            /** @enum {string} */
            dstGap?: "run_after" | "skip";
            /** @enum {string} */
            dstOverlap?: "first" | "both";
            /** @enum {string} */
            onFailure?: "stop" | "continue";
            atMostOnce?: boolean;
            /** @description How long after its instant a run may be open; then it ends as abandoned. Null: no limit. */
            deadlineMs?: number | null;
            /** @description What the webhooks are signed with. Null: the default signing secret. */
            signingSecretId?: string | null;
            tags?: string[];
            agentId?: string | null;
        };
        TaskLogPage: {
            items: components["schemas"]["TaskLog"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        RunTask: {
            /** @description Any JSON; sent as the body of the request. */
            jsonPayload?: unknown;
        };
        PauseTask: {
            /**
             * Format: date-time
             * @description When the pause ends by itself. A schedule then goes on with its next instant, and those of the pause are recorded as skipped, whatever the misfire policy: a pause is meant. A one-off is made up for.
             */
            until?: string;
            reason?: string;
        };
        ResumeTask: {
            /**
             * @description What becomes of the instants missed meanwhile: run none, the newest, or all within misfireWindowMs and misfireCap, at a bounded rate. What is not run is recorded as skipped.
             * @default latest
             * @enum {string}
             */
            missed?: "skip" | "latest" | "all";
        };
        CancelledRuns: {
            cancelled: number;
            task: components["schemas"]["Task"];
        };
        CleanupOld: {
            /**
             * @description Runs and logs of days further back go; today’s and yesterday’s never do.
             * @default 7
             */
            olderThanDays?: number;
        };
        CleanedUpOld: {
            /** @description The tables of single days that are gone. Days that still have an open run stay. */
            dropped: string[];
        };
        TimedOutStale: {
            /** @description Taken back from lost listeners or silent receivers, to be tried again. */
            retrying: number;
            failed: number;
            abandoned: number;
        };
        TestRequest: {
            /**
             * Format: uuid
             * @description An existing task; what else is given replaces its fields.
             */
            taskId?: string;
            taskName?: string;
            /** @description http or https. With deliveryOptions.templates, path and query may have placeholders. */
            webhookUrl?: string;
            /** @enum {string} */
            httpMethod?: "POST" | "PUT" | "PATCH" | "GET" | "DELETE" | "HEAD";
            httpHeaders?: {
                [key: string]: string;
            };
            /** @description Any JSON; sent as the body of the request. */
            jsonPayload?: unknown;
            timeoutMs?: number;
            /** @description Statuses that count as success beside 2xx. */
            successStatus?: number[];
            /** @description How the webhook is sent. A change replaces all options; what is left out gets its default. */
            deliveryOptions?: {
                /**
                 * @description Whether {{placeholders}} in URL, headers and payload are filled in.
                 * @default false
                 */
                templates?: boolean;
                /**
                 * @description How the request is authenticated. oauth2 fetches tokens by client credentials and keeps them.
                 * @default null
                 */
                auth?: ({
                    /** @enum {string} */
                    type: "basic";
                    username: string;
                    /** @description The name of a secret. */
                    passwordSecret: string;
                } | {
                    /** @enum {string} */
                    type: "bearer";
                    /** @description The name of a secret. */
                    tokenSecret: string;
                } | {
                    /** @enum {string} */
                    type: "api_key";
                    header: string;
                    /** @description The name of a secret. */
                    valueSecret: string;
                } | {
                    /** @enum {string} */
                    type: "oauth2";
                    tokenUrl: string;
                    clientId: string;
                    /** @description The name of a secret. */
                    clientSecret: string;
                    /** @default null */
                    scope?: string | null;
                    /** @default null */
                    audience?: string | null;
                }) | null;
                /**
                 * @description An HTTP proxy, http://host:port, in place of the installation’s.
                 * @default null
                 */
                proxyUrl?: string | null;
                /** @default null */
                tls?: {
                    /**
                     * @description Authorities to trust in place of the installation’s, PEM.
                     * @default null
                     */
                    ca?: string | null;
                    /**
                     * @description The client’s certificate, with those between it and its authority, PEM.
                     * @default null
                     */
                    certificate?: string | null;
                    /**
                     * @description The secret that holds the client’s private key, PEM.
                     * @default null
                     */
                    keySecret?: string | null;
                } | null;
                /**
                 * @description What the body of a successful response must hold besides, to count as a success.
                 * @default null
                 */
                assertion?: ({
                    /** @enum {string} */
                    type: "json_path_exists";
                    path: string;
                } | {
                    /** @enum {string} */
                    type: "json_path_equals";
                    path: string;
                    /** @description Any JSON; sent as the body of the request. */
                    value: unknown;
                } | {
                    /** @enum {string} */
                    type: "regex";
                    pattern: string;
                }) | null;
                /**
                 * @description Whether the receiver may steer the task by carillon-… headers of its response.
                 * @default false
                 */
                steering?: boolean;
            };
            /** @description What the webhooks are signed with. Null: the default signing secret. */
            signingSecretId?: string | null;
        };
        TestRequestResult: {
            /** @description Whether an attempt of a run would have succeeded. */
            ok: boolean;
            /** @description Null when it could not be composed. */
            request: {
                /** @enum {string} */
                method: "POST" | "PUT" | "PATCH" | "GET" | "DELETE" | "HEAD";
                url: string;
                /** @description As sent; credentials are shown as [redacted]. */
                headers: {
                    [key: string]: string;
                };
                body: string | null;
            } | null;
            /** @description Null when none came. */
            response: {
                status: number;
                headers: {
                    [key: string]: string;
                };
                body: string;
                truncated: boolean;
            } | null;
            /** @description Milliseconds. */
            phases: {
                [key: string]: number | null;
            };
            errorCode: string | null;
            /** @description What went wrong, when no response came. */
            message: string | null;
            explanation: {
                title: string;
                meaning: string;
                advice: string;
            } | null;
            /** @description What the receiver asked for and a run would have granted. */
            wishes: {
                [key: string]: unknown;
            };
        };
        PreviewSchedule: {
            taskSchedule: string;
            /** @default UTC */
            timeZone?: string;
            /**
             * Format: date-time
             * @description The answers are later than this; default now.
             */
            from?: string;
            /** @default 5 */
            count?: number;
            /** @enum {string} */
            dstGap?: "run_after" | "skip";
            /** @enum {string} */
            dstOverlap?: "first" | "both";
        };
        SchedulePreview: {
            description: string;
            next: string[];
            warnings: string[];
        };
        SecretPage: {
            items: components["schemas"]["Secret"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Secret: {
            name: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CreateSecret: {
            /** @description As templates and delivery options name it: {{secret:NAME}}. */
            name: string;
            /** @description Sealed before it is stored, and never answered by any route. */
            value: string;
        };
        ReplaceSecret: {
            /** @description Sealed before it is stored, and never answered by any route. */
            value: string;
        };
        SigningSecretPage: {
            items: components["schemas"]["SigningSecret"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        SigningSecret: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "hmac" | "ed25519";
            /** @description Signs for the tasks that name none. */
            isDefault: boolean;
            /** @description whpk_…, what receivers verify an ed25519 signature with. Null for hmac. */
            publicKey: string | null;
            /** @description Until then webhooks are signed with the secret before as well. */
            previousValidUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CreateSigningSecret: {
            name: string;
            /**
             * @description hmac (the default) makes whsec_…, ed25519 makes whsk_… with a public key for receivers.
             * @enum {string}
             */
            kind?: "hmac" | "ed25519";
            /** @description One that receivers know already, whsec_… or whsk_…; left out, a new one is made. */
            secret?: string;
        };
        NewSigningSecret: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "hmac" | "ed25519";
            /** @description Signs for the tasks that name none. */
            isDefault: boolean;
            /** @description whpk_…, what receivers verify an ed25519 signature with. Null for hmac. */
            publicKey: string | null;
            /** @description Until then webhooks are signed with the secret before as well. */
            previousValidUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description whsec_… or whsk_…. */
            secret: string;
        };
        RevealedSigningSecret: {
            /** @description whsec_… or whsk_…. */
            secret: string;
        };
        RotateSigningSecret: {
            /**
             * @description How long webhooks are signed with the old secret too. 0: not at all, for one that leaked.
             * @default 24
             */
            overlapHours?: number;
        };
        QueueStatus: {
            /** @description Open runs. */
            depth: {
                /** @enum {string} */
                runStatus: "held" | "pending" | "running" | "retrying" | "waiting" | "completed" | "failed" | "abandoned" | "cancelled" | "skipped";
                /** @enum {string} */
                priority: "urgent" | "high" | "normal" | "low";
                count: number;
            }[];
            lag: {
                dueRuns: number;
                oldestDueRunMs: number | null;
                dueTasks: number;
                oldestDueTaskMs: number | null;
            };
            workers: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "publisher" | "listener";
                host: string;
                pid: number;
                version: string;
                concurrency: number;
                /** Format: date-time */
                startedAt: string;
                /** @description How long ago it was last heard of. */
                silentMs: number;
            }[];
            /** @description What lies in the queue; null when it does not answer. */
            hints: {
                waiting: number;
                delayed: number;
                active: number;
                byPriority: {
                    [key: string]: {
                        waiting: number;
                        delayed: number;
                        active: number;
                    };
                };
            } | null;
            paused: boolean | null;
        };
        QueuePaused: {
            paused: boolean;
        };
        Channel: {
            name: string;
            /** @description A stopped channel takes no messages of people. */
            isStarted: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        CreateChannel: {
            name: string;
        };
        Message: {
            /** Format: uuid */
            id: string;
            channel: string;
            /** @description Who wrote it; `carillon` for changes of state. */
            author: string;
            body: string;
            taskId: string | null;
            runId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        LanePage: {
            items: components["schemas"]["Lane"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Lane: {
            name: string;
            /** @description How many of its runs may be under way at once; with 1 it is a sequential queue. */
            concurrencyLimit: number;
            /** @description Whether its waiting runs are held back. Those under way go on. */
            paused: boolean;
            /** @description Its open runs. */
            counts: {
                /** @description Waiting for their turn. */
                held: number;
                pending: number;
                running: number;
                retrying: number;
                /** @description Waiting for the receiver’s report. */
                waiting: number;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        SaveLane: {
            /** @description How many of its runs may be under way at once; with 1 it is a sequential queue. */
            concurrencyLimit: number;
        };
        StatisticsSummary: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description Skipped ones by the instants that they stand for. */
            byStatus: {
                [key: string]: number;
            };
            total: number;
            /** @description 0 to 1: completed of those that completed, failed or were abandoned; null without any. */
            successRate: number | null;
            retries: number;
            cost: {
                sum: number;
                average: number | null;
            };
            quality: {
                count: number;
                average: number | null;
            };
            /** @description From the beginning of the last attempt to the end, in milliseconds. */
            durationMs: {
                p50: number | null;
                p95: number | null;
                p99: number | null;
            };
            /** @description From the instant to the first attempt, in milliseconds, jitter and lanes included; of runs that were not tried again. */
            lagMs: {
                p50: number | null;
                p95: number | null;
                p99: number | null;
            };
        };
        StatisticsTimeseries: {
            bucketMs: number;
            points: {
                /**
                 * Format: date-time
                 * @description Where the bucket begins.
                 */
                at: string;
                /** @description Skipped ones by the instants that they stand for. */
                byStatus: {
                    [key: string]: number;
                };
                total: number;
                /** @description 0 to 1: completed of those that completed, failed or were abandoned; null without any. */
                successRate: number | null;
                retries: number;
                cost: {
                    sum: number;
                    average: number | null;
                };
                quality: {
                    count: number;
                    average: number | null;
                };
                /** @description The average. */
                durationMs: number | null;
                /** @description The average. */
                lagMs: number | null;
            }[];
        };
        StatisticsHistogram: {
            buckets: {
                fromMs: number;
                toMs: number | null;
                count: number;
            }[];
            percentiles: {
                p50: number | null;
                p95: number | null;
                p99: number | null;
            };
        };
        BulkOperationPage: {
            items: components["schemas"]["BulkOperation"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        BulkOperation: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            action: "pause" | "resume" | "run" | "retry" | "cancel" | "delete";
            filter: string | null;
            total: number;
            done: number;
            failed: number;
            /** @description The first 100. */
            errors: {
                /** Format: uuid */
                taskId: string;
                code: string;
                message: string;
            }[];
            /** @enum {string} */
            bulkStatus: "running" | "completed" | "cancelled";
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            finishedAt: string | null;
        };
        CreateBulkOperation: {
            /** @enum {string} */
            action: "pause" | "resume" | "run" | "retry" | "cancel" | "delete";
            /** @description All tasks that match at this moment, as in the list of tasks. */
            filter?: string;
            /** @description These tasks. */
            ids?: string[];
        };
        ImportCurl: {
            /** @description One curl or wget command, as it is typed. */
            command: string;
        };
        TaskDraft: {
            /** @description Not made yet: send it to POST /api/tasks. */
            task: components["schemas"]["CreateTask"];
            /** @description What of the command the task does not do. */
            warnings: string[];
        };
        ImportCrontab: {
            text: string;
        };
        CrontabDrafts: {
            items: {
                line: number;
                text: string;
                task: components["schemas"]["CreateTask"] | null;
                /** @description What of the command the task does not do. */
                warnings: string[];
                /** @description Why the line makes no task; begins behind its text. */
                problem: string | null;
            }[];
        };
        HostPage: {
            items: components["schemas"]["Host"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Host: {
            /** @description Host and port: `receiver.example:443`. */
            host: string;
            /**
             * @description open: nothing is sent to it. half_open: one attempt at a time tries whether it is back.
             * @enum {string}
             */
            state: "open" | "half_open";
            /** @description The error code of the attempt that decided: `status_503`. */
            reason: string;
            /** Format: date-time */
            openedAt: string;
            /** @description How often it has been left alone since it was last well. */
            openedCount: number;
            /** Format: date-time */
            blockedUntil: string;
        };
        ClosedHost: {
            /** @description Host and port: `receiver.example:443`. */
            host: string;
            /** @enum {string} */
            state: "closed";
        };
        SetupState: {
            /** @description Whether there is no user yet, so that the first administrator can be made. */
            isOpen: boolean;
            /** @description Whether this caller has to show the set-up token for it. */
            needsToken: boolean;
        };
        Setup: {
            /** @description As the server printed it at its start. Whoever is admin already, as on the machine itself, needs none. */
            token?: string;
            /**
             * Format: email
             * @description Compared without regard to case.
             */
            email: string;
            /** @description 12 to 128 characters. */
            password: string;
        };
        Session: {
            /** @description For `Authorization: Bearer`, until it expires; keep it in memory only. */
            accessToken: string;
            /** Format: date-time */
            expiresAt: string;
            user: {
                /** Format: uuid */
                id: string;
                email: string;
                /** @enum {string} */
                role: "viewer" | "operator" | "admin";
            };
        };
        Login: {
            email: string;
            password: string;
        };
        Caller: {
            /** @enum {string} */
            kind: "user" | "api_key" | "machine";
            id: string;
            name: string;
            userId: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            /** @description Null: all that the role may. */
            scopes: ("tasks:read" | "tasks:write" | "runs:read" | "runs:write" | "admin")[] | null;
            expiresAt: string | null;
        };
        ChangePassword: {
            currentPassword: string;
            newPassword: string;
        };
        UserPage: {
            items: components["schemas"]["User"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        User: {
            /** Format: uuid */
            id: string;
            email: string;
            /**
             * @description Each may do what those before it may.
             * @enum {string}
             */
            role: "viewer" | "operator" | "admin";
            disabledAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CreateUser: {
            /**
             * Format: email
             * @description Compared without regard to case.
             */
            email: string;
            password: string;
            /**
             * @description Each may do what those before it may.
             * @default viewer
             * @enum {string}
             */
            role?: "viewer" | "operator" | "admin";
        };
        UpdateUser: {
            /**
             * @description Each may do what those before it may.
             * @enum {string}
             */
            role?: "viewer" | "operator" | "admin";
            /** @description true: ends every session, and the user’s keys open nothing. */
            disabled?: boolean;
            /** @description In place of a forgotten one; ends every session. */
            password?: string;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        ApiKey: {
            /** Format: uuid */
            id: string;
            /** @description Whose it is; null: the machine’s on which Carillon runs. */
            userId: string | null;
            name: string;
            /** @description How the key begins, behind `cak_`. */
            prefix: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            scopes: ("tasks:read" | "tasks:write" | "runs:read" | "runs:write" | "admin")[] | null;
            expiresAt: string | null;
            /** @description To the minute. */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        CreateApiKey: {
            name: string;
            /**
             * @description At most that of its owner, also later.
             * @default viewer
             * @enum {string}
             */
            role?: "viewer" | "operator" | "admin";
            /**
             * @description Null: all that the role may.
             * @default null
             */
            scopes?: ("tasks:read" | "tasks:write" | "runs:read" | "runs:write" | "admin")[] | null;
            /** @description Null: never. */
            expiresAt?: string | null;
        };
        NewApiKey: {
            /** Format: uuid */
            id: string;
            /** @description Whose it is; null: the machine’s on which Carillon runs. */
            userId: string | null;
            name: string;
            /** @description How the key begins, behind `cak_`. */
            prefix: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            scopes: ("tasks:read" | "tasks:write" | "runs:read" | "runs:write" | "admin")[] | null;
            expiresAt: string | null;
            /** @description To the minute. */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Shown this once. */
            key: string;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /** @description Whoever did it, by name; `unknown` before a sign-in. */
            actor: string;
            /** @description The operation, as this document names it. */
            action: string;
            subjectType: string;
            subjectId: string | null;
            /** @description What was asked for; secrets are masked. */
            details: {
                [key: string]: unknown;
            };
            ipAddress: string | null;
            requestId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description Stable, for programs: `task.not_found`. */
            code: string;
            requestId: string;
            fieldErrors: {
                path: string;
                message: string;
            }[];
            hint?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    reportRunReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunReport"];
            };
        };
        responses: {
            /** @description The run after the report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportRunReportByPatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunReport"];
            };
        };
        responses: {
            /** @description The run after the report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description By id: that of a scheduled run begins with its instant, that of any other with its making. */
                sort?: "createdAt" | "-createdAt";
                status?: string;
                taskId?: string;
                /** @description Due at this instant or later. */
                from?: string;
                /** @description Due before this instant. */
                to?: string;
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, trigger, lane, tag, host, name, created, scheduled, started, finished. */
                filter?: string;
                total?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest runs first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A run with its attempts and its states. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cancelled run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new run. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description For requests that may be sent again: under one key the work is done once. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReplayRun"];
            };
        };
        responses: {
            /** @description The new run. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTasks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "taskName" | "-taskName" | "nextRunAt" | "-nextRunAt" | "priority" | "-priority";
                status?: string;
                priority?: string;
                /** @description A part of the name or the URL. */
                search?: string;
                tag?: string;
                lane?: string;
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, method, lane, tag, host, name, agent, created, updated, next. */
                filter?: string;
                total?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks, the newest first unless sorted otherwise. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description For requests that may be sent again: under one key the work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTask"];
            };
        };
        responses: {
            /** @description The new task. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTaskBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description For requests that may be sent again: under one key the work is done once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTaskBatch"];
            };
        };
        responses: {
            /** @description What became of each task, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBatch"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task; its ETag is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`; 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task is gone, with its runs and logs. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`; 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTask"];
            };
        };
        responses: {
            /** @description The changed task. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTaskRuns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description By id: that of a scheduled run begins with its instant, that of any other with its making. */
                sort?: "createdAt" | "-createdAt";
                status?: string;
                /** @description Due at this instant or later. */
                from?: string;
                /** @description Due before this instant. */
                to?: string;
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, trigger, lane, tag, host, name, created, scheduled, started, finished. */
                filter?: string;
                total?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The runs of the task, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTaskLogs: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "createdAt" | "-createdAt";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempts of the task’s runs, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskLogPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description For requests that may be sent again: under one key the work is done once. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunTask"];
            };
        };
        responses: {
            /** @description The run, due now. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PauseTask"];
            };
        };
        responses: {
            /** @description The paused task. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResumeTask"];
            };
        };
        responses: {
            /** @description The task, back on its schedule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task; its last failed run is tried again as a new one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many open runs were cancelled, and the task. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelledRuns"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    oldCleanup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CleanupOld"];
            };
        };
        responses: {
            /** @description Runs and logs of old days are gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CleanedUpOld"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    timeoutCleanupStale: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Attempts whose outcome nobody will bring have ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimedOutStale"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendTestRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TestRequest"];
            };
        };
        responses: {
            /** @description What a draft or a task sends, and what came of it. Nothing is recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestRequestResult"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewSchedule"];
            };
        };
        responses: {
            /** @description What a schedule would do, and what may surprise about it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreview"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSecrets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Secrets by name, without their values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSecret"];
            };
        };
        responses: {
            /** @description The new secret, without its value. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As templates and delivery options name it: {{secret:NAME}}. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceSecret"];
            };
        };
        responses: {
            /** @description The secret has another value. Listeners send it within five seconds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As templates and delivery options name it: {{secret:NAME}}. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSigningSecrets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signing secrets by name, without their texts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningSecretPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSigningSecret"];
            };
        };
        responses: {
            /** @description The new signing secret, with its text. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSigningSecret"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revealSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text of the present secret, for a receiver. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedSigningSecret"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateSigningSecret"];
            };
        };
        responses: {
            /** @description The signing secret, with the text of its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSigningSecret"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeSigningSecretDefault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signing secret, which signs for tasks that name none from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SigningSecret"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signing secret is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    statusQueue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Depth, lag, workers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueStatus"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseQueue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Listeners take no more hints. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePaused"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeQueue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Listeners take hints again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePaused"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Channel"][];
                        /** @description Pass it as `cursor` for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChannel"];
            };
        };
        responses: {
            /** @description The new channel. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannelMessages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "createdAt" | "-createdAt";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest messages first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        /** @description Pass it as `cursor` for the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLanes: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lanes by name, with their open runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanePage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLane: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lane. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lane"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveLane: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveLane"];
            };
        };
        responses: {
            /** @description The lane, new or changed. What a higher limit gives room for begins at once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lane"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseLane: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No more of its runs begin. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lane"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeLane: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its runs begin again, at once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lane"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    summaryStatistic: {
        parameters: {
            query?: {
                /** @description Runs that were due since then, up to now. */
                window?: "1h" | "24h" | "7d" | "30d";
                taskId?: string;
                tag?: string;
                lane?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of the runs of the window. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatisticsSummary"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    timeseriesStatistic: {
        parameters: {
            query?: {
                /** @description Runs that were due since then, up to now. */
                window?: "1h" | "24h" | "7d" | "30d";
                taskId?: string;
                tag?: string;
                lane?: string;
                bucket?: "1m" | "5m" | "15m" | "1h" | "6h" | "1d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same, bucket by bucket. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatisticsTimeseries"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    histogramStatistic: {
        parameters: {
            query: {
                /** @description Runs that were due since then, up to now. */
                window?: "1h" | "24h" | "7d" | "30d";
                taskId?: string;
                tag?: string;
                lane?: string;
                of: "duration" | "lag";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many runs took how long, or began how late. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatisticsHistogram"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBulkOperations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bulk operations, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOperationPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBulkOperation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBulkOperation"];
            };
        };
        responses: {
            /** @description The bulk operation, which goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOperation"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBulkOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bulk operation, and how far it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOperation"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelBulkOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It comes to no further tasks. What is done stays done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOperation"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tasksExport: {
        parameters: {
            query?: {
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, method, lane, tag, host, name, agent, created, updated, next. */
                filter?: string;
            };
            header?: never;
            path: {
                format: "csv" | "json";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All tasks that match, the oldest first: tasks.csv or tasks.json. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runsExport: {
        parameters: {
            query?: {
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, trigger, lane, tag, host, name, created, scheduled, started, finished. */
                filter?: string;
            };
            header?: never;
            path: {
                format: "csv" | "json";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All runs that match, the oldest first: runs.csv or runs.json. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    curlImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportCurl"];
            };
        };
        responses: {
            /** @description A task that sends what the command sends. It is not made yet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskDraft"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crontabImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportCrontab"];
            };
        };
        responses: {
            /** @description A task for each line that makes a request. None is made yet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrontabDrafts"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHosts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Receivers that are left alone for a while, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeHost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Host and port: `receiver.example:443`. */
                host: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Listeners send to the host again, within a second or two. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosedHost"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSessionSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the first administrator is still to be made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setupSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            /** @description The first administrator, signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description An access token; a cookie holds the refresh token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next access token, for the cookie; the cookie is replaced. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who the credential of this request stands for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSessionPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description A new session; every other one of the user has ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Users by email address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUser"];
            };
        };
        responses: {
            /** @description The new user. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUser"];
            };
        };
        responses: {
            /** @description The changed user. Tokens made before are worth nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller’s own keys, all of them for administrators; the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description The new key, whose text is shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key opens nothing any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                actor?: string;
                action?: string;
                subjectType?: string;
                subjectId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who did what, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    allHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything together: `degraded` when runs may be late, 503 when the API cannot serve. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    liveHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readyHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests can be served; 503 when not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMetric: {
        parameters: {
            query?: never;
            header: {
                authorization: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics in the text format of Prometheus; 401 without the token, where one is set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem: the request was refused, or the server failed. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

/** The operations that a client may repeat under one Idempotency-Key. */
export const takesIdempotencyKey: ReadonlySet<string> = new Set([
    "POST /api/runs/{id}/replay",
    "POST /api/tasks",
    "POST /api/tasks/batch",
    "POST /api/tasks/{id}/run"
]);
