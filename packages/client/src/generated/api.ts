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
    "/api/tasks/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["restoreTask"];
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
    "/api/tasks/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acknowledgeTask"];
        delete: operations["withdrawTaskAcknowledgement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["archiveTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["unarchiveTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listTaskHistory"];
        put?: never;
        post?: never;
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
        get: operations["previewCleanupOld"];
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
    "/api/tasks/target-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["makeTargetCheck"];
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
    "/api/schedules/describe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["describeSchedule"];
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
        get: operations["getSecret"];
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
    "/api/alert-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAlertChannels"];
        put?: never;
        post: operations["createAlertChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAlertChannel"];
        put?: never;
        post?: never;
        delete: operations["removeAlertChannel"];
        options?: never;
        head?: never;
        patch: operations["changeAlertChannel"];
        trace?: never;
    };
    "/api/alert-channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["testAlertChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alert-channels/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["deliveriesAlertChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/blackouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listBlackouts"];
        put?: never;
        post: operations["createBlackout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/blackouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBlackout"];
        put?: never;
        post?: never;
        delete: operations["removeBlackout"];
        options?: never;
        head?: never;
        patch: operations["changeBlackout"];
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
    "/api/queue/stalled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueStalled"];
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
    "/api/lanes/{name}/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["heldLane"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lanes/{name}/held/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getLaneTurn"];
        put?: never;
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
    "/api/lanes/{name}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["moveLaneRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lanes/{name}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["drainLane"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lanes/{name}/held/{runId}/first": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["putLaneFirst"];
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
    "/api/statistics/heatmap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["heatStatisticMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["failuresStatistic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/failing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["failingStatistic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/slowest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["slowestStatistic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/recent-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["recentTaskListRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statistics/task-facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["taskTaskListFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/badge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBadge"];
        put?: never;
        post: operations["turnBadgeOn"];
        delete: operations["turnBadgeOff"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/badges/{token}.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["drawBadge"];
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
    "/api/bulk-operations/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["countBulkOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-operations/recoverable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["recoverableBulkOperation"];
        put?: never;
        post?: never;
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
    "/api/exports/audit.{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["auditExport"];
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
    "/api/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspector": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readInspector"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspector/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listInspectorRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspector/requests/{number}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["pinInspectorRequest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspector/requests/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["deleteInspectorRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspector/requests/{number}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replayInspectorRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspector/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["changeInspectorSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspector/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resetInspector"];
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
    "/api/auth/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["readSessionInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["joinSession"];
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
        patch: operations["renameSessionCaller"];
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
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listOpenSessions"];
        put?: never;
        post?: never;
        delete: operations["endOpenSessionOthers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["endOpenSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oidc/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["beginOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["finishOidc"];
        put?: never;
        post?: never;
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
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listInvitations"];
        put?: never;
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/saved-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSavedViews"];
        put?: never;
        post: operations["createSavedView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/saved-views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSavedView"];
        put?: never;
        post?: never;
        delete: operations["removeSavedView"];
        options?: never;
        head?: never;
        patch: operations["updateSavedView"];
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
    "/api/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSetting"];
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
    "/api/health/detail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["detailHealth"];
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
             * @description The end, completed or failed. A failure is tried again as the task’s retries allow. Absent: the work goes on. Any other state is no move that a report makes: 409, with those that are.
             * @enum {string}
             */
            status?: "held" | "pending" | "running" | "retrying" | "waiting" | "completed" | "failed" | "abandoned" | "cancelled" | "skipped";
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
            skipReason: ("missed" | "overlap" | "paused" | "ended" | "expired" | "blackout") | null;
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
            items: components["schemas"]["ListedRun"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
            /** @description Only with ?total=true: how many there are; 10001 stands for more than 10000. */
            total?: number;
        };
        ListedRun: {
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
            skipReason: ("missed" | "overlap" | "paused" | "ended" | "expired" | "blackout") | null;
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
            /** @description Null: deleted a moment ago. */
            taskName: string | null;
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
            skipReason: ("missed" | "overlap" | "paused" | "ended" | "expired" | "blackout") | null;
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
            /** @description The run that this one repeats, as a retry or a replay. */
            originRunId: string | null;
            /** @description Whether it is sent with a payload of its own, not with its task’s. */
            hasOwnPayload: boolean;
            /** @description What it is sent with: its own payload, or that of its task as it is now. */
            jsonPayload: unknown;
            attempts: components["schemas"]["TaskLog"][];
            history: {
                /** @enum {string} */
                status: "held" | "pending" | "running" | "retrying" | "waiting" | "completed" | "failed" | "abandoned" | "cancelled" | "skipped";
                /** @description Since when; null: some time between the entries before and after it. That is so of `pending` after `held`: when a lane let the run in is not on record. */
                at: string | null;
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
            /** @description Secrets, as their names tell, are sealed and never shown; `[redacted]` keeps what is stored. */
            httpHeaders?: {
                [key: string]: string;
            };
            /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
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
                    /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
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
                /**
                 * @description The statuses after which a run is tried again, such as [429, "5xx"]; null: every one. Time-outs and the like always are.
                 * @default null
                 */
                retryOn?: (number | ("3xx" | "4xx" | "5xx"))[] | null;
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
            /** @description It is made paused, as if it were paused before its first instant. */
            pause?: components["schemas"]["PauseTask"];
        };
        PauseTask: {
            /**
             * Format: date-time
             * @description When the pause ends by itself. A schedule then goes on with its next instant, and those of the pause are recorded as skipped, whatever the misfire policy: a pause is meant. A one-off is made up for.
             */
            until?: string;
            reason?: string;
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
                    /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
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
                /**
                 * @description The statuses after which a run is tried again, such as [429, "5xx"]; null: every one. Time-outs and the like always are.
                 * @default null
                 */
                retryOn: (number | ("3xx" | "4xx" | "5xx"))[] | null;
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
            /** @description Secrets, as their names tell, are sealed and shown to nobody: they are `[redacted]`. */
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
            /** @description Who knows of the failure that the task is in. It ends when the task leaves that state. */
            acknowledgement: {
                by: string;
                /** Format: date-time */
                at: string;
                note: string | null;
            } | null;
            /** @description Since when the task is out of use. Null: it is in use. */
            archivedAt: string | null;
            /** @description Rises with each change; in quotes it is the ETag. */
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
                    /** @description What the code means and what helps: an address relative to the one that answered. */
                    docsUrl: string;
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
            /** @description Secrets, as their names tell, are sealed and never shown; `[redacted]` keeps what is stored. */
            httpHeaders?: {
                [key: string]: string;
            };
            /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
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
                    /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
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
                /**
                 * @description The statuses after which a run is tried again, such as [429, "5xx"]; null: every one. Time-outs and the like always are.
                 * @default null
                 */
                retryOn?: (number | ("3xx" | "4xx" | "5xx"))[] | null;
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
            /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
            jsonPayload?: unknown;
        };
        RestoreTask: {
            /**
             * Format: uuid
             * @description The entry of its history after which it was as it is to be again.
             */
            historyId: string;
        };
        RestoredTask: {
            task: components["schemas"]["Task"];
            /** @description The settings that were given their values of then. */
            restored: string[];
            /** @description Those that have another value since, and stay: what they were is masked, or not on record. */
            unknown: string[];
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
        AcknowledgeTask: {
            note?: string;
        };
        ArchiveTask: {
            /**
             * @description Whether open runs are cancelled; else they are in the way.
             * @default false
             */
            cancelRuns?: boolean;
        };
        TaskHistoryPage: {
            items: components["schemas"]["TaskHistoryEntry"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        TaskHistoryEntry: {
            /** Format: uuid */
            id: string;
            /** @description Whoever did it, by name. */
            actor: string;
            /** @description The operation, as this document names it. */
            action: string;
            /** @description What was asked for, and in `before` what a change found there; secrets are masked. */
            details: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt: string;
        };
        OldDays: {
            /** @description Of which tables go. */
            days: number;
            /** @description The tables of single days that go. */
            tables: number;
            /** @description Counted no further than to 1000000. */
            runs: number;
            /** @description Counted no further than to 1000000. */
            attempts: number;
            /** @description That are as old, and stay because a run of theirs is open. */
            heldDays: number;
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
            /** @description Secrets, as their names tell, are sealed and never shown; `[redacted]` keeps what is stored. */
            httpHeaders?: {
                [key: string]: string;
            };
            /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
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
                    /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
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
                /**
                 * @description The statuses after which a run is tried again, such as [429, "5xx"]; null: every one. Time-outs and the like always are.
                 * @default null
                 */
                retryOn?: (number | ("3xx" | "4xx" | "5xx"))[] | null;
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
        TargetCheck: {
            /** @description http or https. With deliveryOptions.templates, path and query may have placeholders. */
            webhookUrl: string;
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
                    /** @description Any JSON; sent as the body of the request. Numbers keep every digit. */
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
                /**
                 * @description The statuses after which a run is tried again, such as [429, "5xx"]; null: every one. Time-outs and the like always are.
                 * @default null
                 */
                retryOn?: (number | ("3xx" | "4xx" | "5xx"))[] | null;
            };
        };
        TargetCheckResult: {
            /** @description Whether a request would get as far as being sent. */
            ok: boolean;
            /** @description What the host leads to; null where a proxy resolves it, or it was not looked up. */
            addresses: string[] | null;
            /** @description Whether the outbound policy lets it be called. */
            allowed: boolean;
            /** @description The certificate, which was accepted; null over plain http, and without a connection. */
            tls: {
                protocol: string | null;
                subject: string;
                issuer: string;
                validFrom: string;
                validTo: string;
            } | null;
            errorCode: string | null;
            message: string | null;
            explanation: {
                title: string;
                meaning: string;
                advice: string;
            } | null;
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
            /** @description Of the task that has the schedule: whether its rate limit is slower is among the warnings. */
            lane?: string;
            /**
             * @description Of the task that has the schedule: blackout windows may hold for some tags alone.
             * @default []
             */
            tags?: string[];
        };
        SchedulePreview: {
            description: string;
            next: string[];
            /** @description The blackout window that each of `next` lies in, and is not run; null: none. */
            blackouts: (components["schemas"]["BlackoutMark"] | null)[];
            warnings: string[];
        };
        BlackoutMark: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        DescribeSchedules: {
            taskSchedules: string[];
        };
        ScheduleDescriptions: {
            /** @description In English words, in their order. */
            descriptions: string[];
        };
        SecretPage: {
            items: components["schemas"]["Secret"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Secret: {
            name: string;
            /** @description Rises with each change; in quotes it is the ETag. */
            version: number;
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
        AlertChannelPage: {
            items: components["schemas"]["AlertChannel"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        AlertChannel: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "webhook" | "chat" | "email";
            /** @description For administrators: the e-mail addresses, or the server of the URL. Null for everybody else. */
            address: string | null;
            events: ("task.failed" | "run.abandoned" | "run.late" | "task.recovered")[];
            taskFilter: string | null;
            signingSecretId: string | null;
            quietHours: components["schemas"]["QuietHours"] | null;
            groupSeconds: number;
            lateAfterSeconds: number;
            enabled: boolean;
            /** @description Rises with each change; in quotes it is the ETag. */
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        QuietHours: {
            from: string;
            to: string;
            timeZone: string;
            days: number[];
        };
        CreateAlertChannel: {
            name: string;
            /** @description A URL, or for `email` up to 20 e-mail addresses, separated by commas. Sealed, and never shown in full again. */
            address: string;
            /** @description task.failed: a run failed and is not tried again. run.abandoned: one ended at its deadline, or nobody knows what came of it. run.late: one is due for longer than `lateAfterSeconds` and has not begun, whatever keeps it. task.recovered: the first completed run after task.failed or run.abandoned. */
            events?: ("task.failed" | "run.abandoned" | "run.late" | "task.recovered")[];
            /**
             * @description Only of tasks that match at that moment, as in the list of tasks: `tag:billing`. Null: of all.
             * @default null
             */
            taskFilter?: string | null;
            /**
             * @description What a webhook is signed with; null: the default one. The other kinds are not signed.
             * @default null
             */
            signingSecretId?: string | null;
            /** @description What happens in them is told when they end, in one message. Null: none. */
            quietHours?: components["schemas"]["SetQuietHours"] | null;
            /**
             * @description At most one message in so many seconds; what happens meanwhile is told together.
             * @default 60
             */
            groupSeconds?: number;
            /**
             * @description With run.late: a run that is due for so many seconds and has not begun is late.
             * @default 300
             */
            lateAfterSeconds?: number;
            /**
             * @description One that is off hears of nothing.
             * @default true
             */
            enabled?: boolean;
            /** @enum {string} */
            kind: "webhook" | "chat" | "email";
        };
        SetQuietHours: {
            from: string;
            /** @description Not after `from`: on the day after. The same: around the clock. */
            to: string;
            timeZone: string;
            /** @description On which days they begin: 1 is Monday, 7 Sunday. */
            days: number[];
        };
        ChangeAlertChannel: {
            name?: string;
            /** @description A URL, or for `email` up to 20 e-mail addresses, separated by commas. Sealed, and never shown in full again. */
            address?: string;
            /** @description task.failed: a run failed and is not tried again. run.abandoned: one ended at its deadline, or nobody knows what came of it. run.late: one is due for longer than `lateAfterSeconds` and has not begun, whatever keeps it. task.recovered: the first completed run after task.failed or run.abandoned. */
            events?: ("task.failed" | "run.abandoned" | "run.late" | "task.recovered")[];
            /** @description Only of tasks that match at that moment, as in the list of tasks: `tag:billing`. Null: of all. */
            taskFilter?: string | null;
            /** @description What a webhook is signed with; null: the default one. The other kinds are not signed. */
            signingSecretId?: string | null;
            /** @description What happens in them is told when they end, in one message. Null: none. */
            quietHours?: components["schemas"]["SetQuietHours"] | null;
            /** @description At most one message in so many seconds; what happens meanwhile is told together. */
            groupSeconds?: number;
            /** @description With run.late: a run that is due for so many seconds and has not begun is late. */
            lateAfterSeconds?: number;
            /** @description One that is off hears of nothing. */
            enabled?: boolean;
        };
        AlertDelivery: {
            /**
             * Format: uuid
             * @description Also the webhook-id.
             */
            id: string;
            isTest: boolean;
            summary: string;
            /**
             * @description pending: a publisher tries it at nextAttemptAt.
             * @enum {string}
             */
            status: "pending" | "sending" | "sent" | "failed";
            attempts: number;
            nextAttemptAt: string | null;
            httpStatus: number | null;
            /** @description What came of the last attempt. Null before it, and for who is no administrator. */
            outcome: string | null;
            /** Format: date-time */
            createdAt: string;
            finishedAt: string | null;
        };
        AlertDeliveryPage: {
            items: components["schemas"]["AlertDelivery"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        BlackoutPage: {
            items: components["schemas"]["Blackout"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Blackout: {
            /** Format: uuid */
            id: string;
            name: string;
            enabled: boolean;
            tags: string[];
            startsAt: string | null;
            endsAt: string | null;
            schedule: string | null;
            /** @description The schedule in English words. */
            description: string | null;
            timeZone: string | null;
            durationMs: number | null;
            /** @description The time that holds now; null when none does, or the window is off. */
            current: {
                /** Format: date-time */
                startsAt: string;
                /** Format: date-time */
                endsAt: string;
            } | null;
            /** @description The first time that is still to come; null when there is none, or it is off. */
            next: {
                /** Format: date-time */
                startsAt: string;
                /** Format: date-time */
                endsAt: string;
            } | null;
            /** @description Rises with each change; in quotes it is the ETag. */
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** @description Either `startsAt` and `endsAt`, or `schedule` and `durationMs`. */
        CreateBlackout: {
            name: string;
            /**
             * @description One that is off holds nothing back.
             * @default true
             */
            enabled?: boolean;
            /** @description For tasks that have any of these; empty: for all tasks. */
            tags?: string[];
            /** @description When a window that comes once begins. */
            startsAt?: string | null;
            /** @description When it ends: the first instant that runs again. */
            endsAt?: string | null;
            /** @description Cron: when a window that recurs begins, as for a task. */
            schedule?: string | null;
            /** @description Of `schedule`; default UTC. */
            timeZone?: string | null;
            /** @description How long each time lasts, whatever the clocks do meanwhile. Shorter than the time to the next one. */
            durationMs?: number | null;
        };
        /** @description A window that comes once becomes one that recurs when it is given a schedule, and the other way round. */
        ChangeBlackout: {
            name?: string;
            /** @description One that is off holds nothing back. */
            enabled?: boolean;
            /** @description For tasks that have any of these; empty: for all tasks. */
            tags?: string[];
            /** @description When a window that comes once begins. */
            startsAt?: string | null;
            /** @description When it ends: the first instant that runs again. */
            endsAt?: string | null;
            /** @description Cron: when a window that recurs begins, as for a task. */
            schedule?: string | null;
            /** @description Of `schedule`; default UTC. */
            timeZone?: string | null;
            /** @description How long each time lasts, whatever the clocks do meanwhile. Shorter than the time to the next one. */
            durationMs?: number | null;
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
        StalledQueue: {
            /** @description Those first that wait longest, at most 100 for each reason. */
            runs: components["schemas"]["StalledRun"][];
            /** @description Hints all of whose runs are over, at most 100; null: the queue does not answer. */
            hints: components["schemas"]["OrphanedHint"][] | null;
            /** @description Whether all hints were looked at; while more than 100 of one priority and state lie in the queue, runs without a hint cannot be told. */
            isWhole: boolean;
            /** @description With 0 nothing is taken back. */
            publishersAtWork: number;
        };
        StalledRun: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            taskId: string;
            taskName: string;
            lane: string | null;
            /** @enum {string} */
            priority: "urgent" | "high" | "normal" | "low";
            /** @enum {string} */
            runStatus: "held" | "pending" | "running" | "retrying" | "waiting" | "completed" | "failed" | "abandoned" | "cancelled" | "skipped";
            /**
             * @description `listener_silent`: its listener was not heard of for a while; `listener_gone`: it is on no list; `lease_ended`: it is heard of, and let the lease of this run end; `no_hint`: due, and no hint in the queue names it.
             * @enum {string}
             */
            reason: "listener_silent" | "listener_gone" | "lease_ended" | "no_hint";
            /** Format: date-time */
            since: string;
            /** @description Who had it; null where nobody has claimed it. */
            listener: {
                /** Format: uuid */
                id: string;
                host: string | null;
                pid: number | null;
            } | null;
            /**
             * Format: date-time
             * @description The first pass of a publisher after it takes the run back, or hints at it again.
             */
            rescuedFrom: string;
            /**
             * @description Its state after that pass.
             * @enum {string}
             */
            becomes: "pending" | "retrying" | "failed" | "abandoned";
        };
        OrphanedHint: {
            /** @description As on the board of the queue. */
            id: string;
            /** @enum {string} */
            priority: "urgent" | "high" | "normal" | "low";
            /** @enum {string} */
            hintState: "waiting" | "delayed" | "active";
            /**
             * Format: date-time
             * @description When it was made.
             */
            since: string;
            /**
             * Format: date-time
             * @description From then on the listener that takes it drops it.
             */
            droppedFrom: string;
            /** @description How many it names, all of them over; 0: it is no hint. */
            runs: number;
        };
        QueuePaused: {
            paused: boolean;
        };
        ListedChannel: {
            name: string;
            /** @description A stopped channel takes no messages of people. */
            isStarted: boolean;
            /** Format: date-time */
            createdAt: string;
            /** @description Rises with each message. */
            lastMessageId: string | null;
        };
        CreateChannel: {
            name: string;
        };
        Channel: {
            name: string;
            /** @description A stopped channel takes no messages of people. */
            isStarted: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        Message: {
            /** Format: uuid */
            id: string;
            channel: string;
            /** @description Who wrote it; `carillon` for changes of state. */
            author: string;
            /**
             * @description `error`: a run ended badly; `warning`: something was paused; `info`: all else.
             * @enum {string}
             */
            level: "info" | "warning" | "error";
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
            /** @description How often its runs begin at most; null: as often as there is room. */
            rateLimit: components["schemas"]["LaneRateLimit"] | null;
            /** @description Before this instant its rate limit lets no further run begin; null: one could begin now. */
            nextStartAt: string | null;
            /** @description Whether its waiting runs are held back. Those under way go on. */
            paused: boolean;
            pausedAt: string | null;
            pausedBy: string | null;
            pauseReason: string | null;
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
            /** @description Held and pending runs, by priority. */
            notBegun: {
                [key: string]: number;
            };
            /** @description The instant of the run that has waited longest to begin. */
            oldestDueAt: string | null;
            /** @description Rises with each change; in quotes it is the ETag. */
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        LaneRateLimit: {
            /** @description So many may begin … */
            runs: number;
            /** @description … in any period of so many milliseconds. */
            perMs: number;
        };
        HeldRuns: {
            items: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                taskId: string;
                taskName: string;
                /** @enum {string} */
                priority: "urgent" | "high" | "normal" | "low";
                /** Format: date-time */
                scheduledFor: string;
                /**
                 * Format: date-time
                 * @description It does not begin before.
                 */
                nextAttemptAt: string;
            }[];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Turn: {
            /** @description 1: it is next. */
            position: number;
            /** @description How many wait for their turn in the lane. */
            of: number;
        };
        SaveLane: {
            /** @description How many of its runs may be under way at once; with 1 it is a sequential queue. */
            concurrencyLimit: number;
            /** @description How often its runs begin at most, evenly spaced; retries are not counted. Null: as often as there is room; absent: as before. */
            rateLimit?: components["schemas"]["LaneRateLimit"] | null;
        };
        PauseLane: {
            reason?: string;
        };
        MoveLaneRuns: {
            /** @description A lane that exists. */
            to: string;
        };
        MovedLaneRuns: {
            moved: number;
            /** @description Where they wait now. */
            lane: string;
        };
        DrainedLane: {
            cancelled: number;
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
            /** @description From the beginning of the last attempt to the end, in milliseconds, within 2 %. */
            durationMs: {
                p50: number | null;
                p95: number | null;
                p99: number | null;
            };
            /** @description From the instant to the first attempt, in milliseconds, within 2 %, jitter and lanes included; of runs that were not tried again. */
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
        StatisticsHeatMap: {
            timeZone: string;
            /** @description Every day up to today, those without runs included. */
            days: {
                /** Format: date */
                day: string;
                completed: number;
                /** @description Failed or abandoned. */
                failed: number;
                /** @description By the instants that they stand for. */
                skipped: number;
                /** @description Cancelled, or not ended yet. */
                other: number;
            }[];
        };
        Failures: {
            /** @description The 100 with the most runs. */
            groups: components["schemas"]["FailureGroup"][];
            /** @description How many runs these are. */
            count: number;
            /** @description Whether the window holds older ones that were not looked at. */
            truncated: boolean;
        };
        FailureGroup: {
            /** @description The same for the same failure, whenever it is asked for. */
            fingerprint: string;
            /** @description Of the last attempt. */
            errorCode: string | null;
            httpStatus: number | null;
            host: string | null;
            /** @description Of the newest of them. */
            message: string | null;
            /** @description What the error code means and what to do about it, for people. */
            explanation: {
                title: string;
                meaning: string;
                advice: string;
            } | null;
            count: number;
            /** @description How many of them were abandoned. */
            abandoned: number;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            taskCount: number;
            /** @description The 20 with the most of them; of a group that was asked for alone, more. */
            tasks: {
                /** Format: uuid */
                id: string;
                taskName: string;
                /** @enum {string} */
                taskStatus: "ready" | "running" | "failed" | "paused" | "completed";
                count: number;
                /** Format: uuid */
                lastRunId: string;
            }[];
        };
        FailingTasks: {
            items: {
                /** Format: uuid */
                taskId: string;
                taskName: string;
                /** @enum {string} */
                taskStatus: "ready" | "running" | "failed" | "paused" | "completed";
                /** @description Runs that failed or were abandoned since the last one that completed. */
                streak: number;
                /** Format: date-time */
                firstFailedAt: string;
                /** Format: date-time */
                lastFailedAt: string;
                /** Format: uuid */
                lastRunId: string;
                lastError: string | null;
            }[];
        };
        SlowestTasks: {
            items: {
                /** Format: uuid */
                taskId: string;
                taskName: string;
                count: number;
                p50: number;
                p95: number;
                max: number;
            }[];
        };
        RecentRuns: {
            items: {
                /** Format: uuid */
                taskId: string;
                /** @description The newest first. */
                runs: components["schemas"]["RecentRun"][];
                /** @description 0 to 1: completed of those among them that completed, failed or were abandoned. */
                successRate: number | null;
            }[];
        };
        RecentRun: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            runStatus: "held" | "pending" | "running" | "retrying" | "waiting" | "completed" | "failed" | "abandoned" | "cancelled" | "skipped";
            /** Format: date-time */
            scheduledFor: string;
            startedAt: string | null;
            finishedAt: string | null;
            retryCount: number;
            maxRetry: number;
            /** @description Of one that is open: when it may be tried. */
            nextAttemptAt: string | null;
            skipReason: ("missed" | "overlap" | "paused" | "ended" | "expired" | "blackout") | null;
            /** @description Its first 200 characters. */
            error: string | null;
        };
        TaskFacets: {
            /** @description Tasks that match the filter. */
            total: number;
            facets: {
                /** @description The 30 with the most tasks, those first. */
                status: {
                    value: string;
                    count: number;
                }[];
                /** @description The 30 with the most tasks, those first. */
                lane: {
                    value: string;
                    count: number;
                }[];
                /** @description The 30 with the most tasks, those first. */
                tag: {
                    value: string;
                    count: number;
                }[];
                /** @description The 30 with the most tasks, those first. */
                host: {
                    value: string;
                    count: number;
                }[];
                /** @description The 30 with the most tasks, those first. */
                priority: {
                    value: string;
                    count: number;
                }[];
                /** @description The 30 with the most tasks, those first. */
                method: {
                    value: string;
                    count: number;
                }[];
            };
        };
        TaskBadge: {
            /** @description Where whoever knows it sees the state of the task, under the origin of the API; null: off. */
            path: string | null;
            createdAt: string | null;
            createdBy: string | null;
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
            of: "tasks" | "runs";
            /** @enum {string} */
            action: "pause" | "resume" | "run" | "retry" | "cancel" | "delete" | "change" | "acknowledge" | "archive" | "unarchive" | "replay";
            filter: string | null;
            /** @description What `retry` found its tasks by. */
            failures: components["schemas"]["RecoveredFailures"] | null;
            /** @description What `change` sets. */
            changes: components["schemas"]["BulkOperationChanges"] | null;
            /** @description What was said with `acknowledge`. */
            note: string | null;
            /** @description Whether `archive` cancels open runs. */
            cancelRuns: boolean;
            total: number;
            done: number;
            failed: number;
            /** @description The first 100. */
            errors: {
                /**
                 * Format: uuid
                 * @description Of an operation on tasks.
                 */
                taskId?: string;
                /**
                 * Format: uuid
                 * @description Of an operation on runs.
                 */
                runId?: string;
                code: string;
                message: string;
                /** @description What can be done about it. */
                hint?: string;
            }[];
            /** @enum {string} */
            bulkStatus: "running" | "completed" | "cancelled";
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            finishedAt: string | null;
        };
        RecoveredFailures: {
            /** Format: date-time */
            since: string;
            statuses: ("failed" | "abandoned")[];
        };
        BulkOperationChanges: {
            lane?: string | null;
            /** @enum {string} */
            priority?: "urgent" | "high" | "normal" | "low";
            maxRetry?: number;
            /** @enum {string} */
            backoffStrategy?: "exponential" | "fixed";
            backoffBaseMs?: number;
            backoffMaxMs?: number;
            addTags?: string[];
            removeTags?: string[];
        };
        CreateBulkOperation: {
            /**
             * @description What is acted on. Runs are retried, replayed as they were sent, cancelled, or their failures acknowledged.
             * @default tasks
             * @enum {string}
             */
            of?: "tasks" | "runs";
            /**
             * @description Of runs: retry, replay, cancel, acknowledge. Of tasks: pause, resume, run, retry, cancel, delete, change, acknowledge, archive, unarchive.
             * @enum {string}
             */
            action: "pause" | "resume" | "run" | "retry" | "cancel" | "delete" | "change" | "acknowledge" | "archive" | "unarchive" | "replay";
            /** @description All that match at this moment, as in the list of tasks or of runs. */
            filter?: string;
            /** @description These tasks or runs. */
            ids?: string[];
            /** @description Failed tasks with such runs: the newest of them is what `retry` tries again. Only with it, in place of filter and ids. */
            failures?: components["schemas"]["FailuresToRecover"];
            /** @description What `change` sets; only with it. */
            changes?: components["schemas"]["BulkChanges"];
            /** @description What is to be said with `acknowledge`; only with it. */
            note?: string;
            /** @description Whether `archive` cancels open runs; else it refuses tasks that have any. Only with it. */
            cancelRuns?: boolean;
        };
        FailuresToRecover: {
            /**
             * @description Runs that were due since then, up to now.
             * @enum {string}
             */
            window: "1h" | "6h" | "24h" | "7d" | "30d";
            /** @description Ends of runs: those that failed, those that were abandoned, or both. */
            statuses?: ("failed" | "abandoned")[];
        };
        BulkChanges: {
            /** @description Null: out of any lane. */
            lane?: string | null;
            /** @enum {string} */
            priority?: "urgent" | "high" | "normal" | "low";
            maxRetry?: number;
            /** @enum {string} */
            backoffStrategy?: "exponential" | "fixed";
            backoffBaseMs?: number;
            backoffMaxMs?: number;
            /** @description A task that would then have too many refuses. */
            addTags?: string[];
            /** @description Those that a task does not have are no mistake. */
            removeTags?: string[];
        };
        BulkDryRun: {
            /** @description How many it would act on at this moment. */
            total: number;
        };
        Recoverable: {
            /** @description Failed tasks with such runs; each is recovered once. */
            tasks: number;
            /** @description Those runs. Of each task the newest is tried again. */
            runs: number;
            /** @description Tasks with more than one of them. */
            repeatedTasks: number;
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
        Calendar: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** Format: date-time */
            now: string;
            /** @description All instants that are planned between now or `from`, whichever is later, and `to`; those in blackout windows, which do not run, among them. */
            runs: number;
            /** @description The tasks that they are of. */
            taskCount: number;
            /** @description Runs one by one, the earliest first, without those of `series`. */
            occurrences: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                taskId: string;
                taskName: string;
                /** @description Null: it runs once. */
                taskSchedule: string | null;
                timeZone: string;
                lane: string | null;
                /** @enum {string} */
                priority: "urgent" | "high" | "normal" | "low";
                tags: string[];
                /** @description The window that it lies in: it is not run, or, if it runs once, put off. Null: none. */
                blackout: components["schemas"]["BlackoutMark"] | null;
            }[];
            /** @description Tasks of one schedule that run more than twelve times a day, told together; the busiest first. */
            series: {
                taskSchedule: string;
                timeZone: string;
                /** @description The distance of two runs of one task that is met most, in milliseconds. */
                everyMs: number | null;
                /** @description Of all of its tasks together. */
                runs: number;
                /** Format: date-time */
                firstAt: string;
                /** Format: date-time */
                lastAt: string;
                taskCount: number;
                /** @description The first ten of them. */
                tasks: {
                    /** Format: uuid */
                    id: string;
                    taskName: string;
                }[];
            }[];
            load: {
                /** @description A minute where the span is six hours or less, else an hour. */
                bucketMs: number;
                /** @description Planned runs of each bucket, the first of which begins at `from`. */
                counts: number[];
            };
            /** @description Blackout windows within the span, the earliest first, at most 1000. */
            blackouts: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @description For tasks that have any of these; empty: for all. */
                tags: string[];
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
            }[];
            /** @description Hours in which a lane has more planned runs, of the tasks that were asked for, than it lets begin; the earliest first, at most 1000. None where `load` tells of minutes. */
            overloads: {
                /**
                 * Format: date-time
                 * @description Where the hour begins.
                 */
                at: string;
                lane: string;
                planned: number;
                /** @description How many its rate limit lets begin, or its concurrency limit by how long its latest hundred runs took, whichever is fewer. */
                fits: number;
            }[];
            /** @description Whether some counts of frequent tasks were taken for like those of other hours. */
            isEstimated: boolean;
            /** @description What is not in this answer. */
            leftOut: {
                /** @description Runs beyond `limit`; they are counted, and not listed. */
                occurrences: number;
                /** @description Tasks for which there was no time; they are missing in every figure. */
                tasks: number;
            };
        };
        Inspector: {
            /** @description Where tasks reach it; null: this installation has none, and all of the rest is null. */
            url: string | null;
            settings: components["schemas"]["InspectorSettings"] | null;
            stats: components["schemas"]["InspectorStats"] | null;
            /** @description What `?scenario=` of a URL takes. */
            scenarios: {
                name: string;
                description: string;
            }[] | null;
        };
        InspectorSettings: {
            /** @description Which consecutive calls fail, from 1; counting starts again after the highest. */
            failCalls: number[];
            /** @description So many of a hundred calls fail, by chance; null: those of `failCalls`. */
            failPercent: number | null;
            /** @description The status of a failing answer. */
            failStatus: number;
            /** @description Each answer waits a random time between these two, in milliseconds. */
            latencyMinMs: number;
            latencyMaxMs: number;
            /** @description The answer of a call that does not fail on purpose. */
            answer: {
                /**
                 * @description Whether it is given, never comes, or the connection is broken instead.
                 * @enum {string}
                 */
                behaviour: "answer" | "hang" | "reset";
                status: number;
                /** @description At most 20, besides those that the receiver writes itself. */
                headers: {
                    [key: string]: string;
                };
                /** @description Null: the facts of the call, as JSON. */
                body: string | null;
            };
        };
        InspectorStats: {
            /** @description Calls since the start or the last reset. */
            count: number;
            /** @description The place of the last call in the cycle of failing calls; 0 before the first. */
            position: number;
            failed: number;
            succeeded: number;
            /** @description The numbers of the requests that stay when newer ones take the place of older ones. */
            pinned: number[];
            /** @description How many requests are kept, in memory, those that are pinned among them. */
            keptMax: number;
        };
        InspectorRequests: {
            items: {
                /** @description Counts up for as long as the receiver runs. */
                number: number;
                /** Format: date-time */
                at: string;
                method: string;
                path: string;
                /** @description With its question mark; empty for none. */
                query: string;
                /** @description The run, where Carillon sent it. */
                webhookId: string | null;
                attempt: number | null;
                /** @description Its place in the cycle; null where its URL asked for an answer. */
                position: number | null;
                /** @description At most 16,384 characters. */
                body: string;
                bodyLength: number;
                /** @description Those of webhooks. */
                headers: {
                    [key: string]: string;
                };
                /** @description What was answered; null: nothing. */
                status: number | null;
                latencyMs: number;
                /**
                 * @description Whether its signature is one of its task’s present secret; unknown where the body was cut or the secret cannot be read.
                 * @enum {string}
                 */
                signature: "valid" | "invalid" | "none" | "unknown";
            }[];
            /** @description Pass it as `after` for what comes next. */
            last: number;
        };
        PinInspectorRequest: {
            /** @description Whether it stays when newer ones come. */
            pinned: boolean;
        };
        ReplayInspectorRequest: {
            /** @description Where it goes; default: where it went. */
            url?: string;
            /**
             * @description Whether it gets an id of its own. With the id that it had, receivers may know it already.
             * @default false
             */
            isNew?: boolean;
        };
        ChangeInspectorSettings: {
            /** @description Which consecutive calls fail, from 1; counting starts again after the highest. */
            failCalls?: number[];
            /** @description So many of a hundred calls fail, by chance; null: those of `failCalls`. */
            failPercent?: number | null;
            /** @description The status of a failing answer. */
            failStatus?: number;
            /** @description Each answer waits a random time between these two, in milliseconds. */
            latencyMinMs?: number;
            latencyMaxMs?: number;
            answer?: {
                /**
                 * @description Whether it is given, never comes, or the connection is broken instead.
                 * @enum {string}
                 */
                behaviour?: "answer" | "hang" | "reset";
                status?: number;
                /** @description At most 20, besides those that the receiver writes itself. */
                headers?: {
                    [key: string]: string;
                };
                /** @description Null: the facts of the call, as JSON. */
                body?: string | null;
            };
        };
        SetupState: {
            /** @description Whether there is no user yet, so that the first administrator can be made. */
            isOpen: boolean;
            /** @description Whether this caller has to show the set-up token for it. */
            needsToken: boolean;
            /** @description What the button says that leads to `GET /api/auth/oidc/start`; null: nobody signs in with a provider. */
            provider: string | null;
        };
        Setup: {
            /** @description As the server printed it at its start. Whoever is admin already, as on the machine itself, needs none. */
            token?: string;
            /**
             * Format: email
             * @description Compared without regard to case.
             */
            email: string;
            /**
             * @description As people see you; null: by your email address.
             * @default null
             */
            displayName?: string | null;
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
        ReadInvitation: {
            /** @description As the link of the invitation has it, behind the `#`. */
            token: string;
        };
        HeldInvitation: {
            /** @description The name of the account that it makes. */
            email: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            inviterName: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Join: {
            /** @description As the link of the invitation has it, behind the `#`. */
            token: string;
            /** @description 12 to 128 characters. */
            password: string;
        };
        Login: {
            email: string;
            password: string;
        };
        Caller: {
            /** @enum {string} */
            kind: "user" | "api_key" | "machine";
            id: string;
            /** @description For the record: the email address of a user, or what a key is called. */
            name: string;
            /** @description As people see a user who has chosen a name. */
            displayName: string | null;
            userId: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            /** @description Null: all that the role may. */
            scopes: ("tasks:read" | "tasks:write" | "runs:read" | "runs:write" | "admin")[] | null;
            expiresAt: string | null;
            /** @description Whether it is a user who may sign in with one. */
            hasPassword: boolean;
            /** @description With what provider the user may sign in, as its button is called; null: with none. */
            provider: string | null;
        };
        Rename: {
            /** @description As people see you; null: by your email address. Records of what you do keep that address. */
            displayName: string | null;
        };
        ChangePassword: {
            currentPassword: string;
            /** @description 12 to 128 characters. */
            newPassword: string;
        };
        OpenSessionPage: {
            items: components["schemas"]["OpenSession"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        OpenSession: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            signedInAt: string;
            /**
             * Format: date-time
             * @description When it last took new tokens.
             */
            renewedAt: string;
            /**
             * Format: date-time
             * @description Unless it is renewed until then.
             */
            expiresAt: string;
            /** @description Whether this request belongs to it. */
            isCurrent: boolean;
        };
        EndedSessions: {
            ended: number;
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
            /** @description As they call themselves. */
            displayName: string | null;
            /**
             * @description Each may do what those before it may.
             * @enum {string}
             */
            role: "viewer" | "operator" | "admin";
            disabledAt: string | null;
            /** @description Whether the provider of OpenID Connect signs them in. */
            isLinked: boolean;
            /** @description Rises with each change; in quotes it is the ETag. */
            version: number;
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
            /** @description 12 to 128 characters. */
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
            /**
             * @description Forgets as whom the provider knows the user, and ends every session. The next sign-in with it goes by the verified e-mail address again.
             * @enum {boolean}
             */
            unlink?: true;
        };
        InvitationPage: {
            items: components["schemas"]["Invitation"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        Invitation: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            /** @description Who made it. */
            inviterName: string;
            /**
             * @description Revoked as well: when who made it is no active administrator any more.
             * @enum {string}
             */
            state: "open" | "used" | "revoked" | "expired";
            /** Format: date-time */
            expiresAt: string;
            usedAt: string | null;
            revokedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        CreateInvitation: {
            /**
             * Format: email
             * @description Compared without regard to case.
             */
            email: string;
            /**
             * @description Of the account that is made with it.
             * @default viewer
             * @enum {string}
             */
            role?: "viewer" | "operator" | "admin";
            /**
             * @description It expires after so many days.
             * @default 7
             */
            validDays?: number;
        };
        NewInvitation: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            /** @description Who made it. */
            inviterName: string;
            /**
             * @description Revoked as well: when who made it is no active administrator any more.
             * @enum {string}
             */
            state: "open" | "used" | "revoked" | "expired";
            /** Format: date-time */
            expiresAt: string;
            usedAt: string | null;
            revokedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Shown this once, for whoever is invited: a path of the dashboard, behind its address where that is known. The token stands behind the `#`, which no server is sent. */
            link: string;
        };
        SavedViewPage: {
            items: components["schemas"]["SavedView"][];
            /** @description Pass it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        SavedView: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            page: "/tasks" | "/runs";
            name: string;
            query: string;
            isShared: boolean;
            ownerName: string;
            /** @description Whether it is the caller’s. */
            isOwn: boolean;
            /** @description Rises with each change; in quotes it is the ETag. */
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CreateSavedView: {
            /**
             * @description The list that it shows, by its path in the dashboard.
             * @enum {string}
             */
            page: "/tasks" | "/runs";
            name: string;
            /** @description What stands behind the `?` of the address: filter, sort and group. */
            query: string;
            /**
             * @description Whether everybody sees it. Sharing takes the role operator.
             * @default false
             */
            isShared?: boolean;
        };
        UpdateSavedView: {
            name?: string;
            /** @description What stands behind the `?` of the address: filter, sort and group. */
            query?: string;
            /** @description Whether everybody sees it. Sharing takes the role operator. */
            isShared?: boolean;
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
            /** @enum {string} */
            subjectType: "tasks" | "runs" | "lanes" | "queue" | "hosts" | "blackouts" | "bulk-operations" | "cleanup" | "alert-channels" | "channels" | "inspector" | "saved-views" | "users" | "invitations" | "api-keys" | "auth" | "secrets" | "signing-secrets";
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
        Settings: {
            version: string;
            database: {
                address: string;
                name: string;
            };
            queue: {
                /** @enum {string} */
                kind: "redis" | "postgresql";
                address: string;
            };
            api: {
                address: string;
                frontendUrl: string | null;
                /** @description Whether requests from this machine need no sign-in. */
                isOpenOnLoopback: boolean;
                /** @description 0: none. */
                rateLimitPerMinute: number;
                trustedProxies: string[];
                needsMetricsToken: boolean;
                /** @description Whether changes reach dashboards live. */
                tellsEvents: boolean;
            };
            schedules: {
                minimumIntervalMs: number;
                catchUpPerSecond: number;
                workerTimeoutMs: number;
            };
            /** @description What webhooks may reach. Listeners have a configuration of their own, which should be the same. */
            outbound: {
                /** @description Reachable beside the public internet. */
                allow: string[];
                allowHttp: boolean;
                /** @description Its address; what it is signed in to with is not told. */
                proxy: string | null;
                /** @description Whether certificates of other authorities are believed too. */
                hasOwnAuthorities: boolean;
                /** @description Of Carillon’s own services; never reachable. */
                ownAddresses: string[];
            };
            keys: {
                /**
                 * @description A variable, or a key file of the data directory that was made by itself.
                 * @enum {string}
                 */
                tokens: "environment" | "file";
                /**
                 * @description A variable, or a key file of the data directory that was made by itself.
                 * @enum {string}
                 */
                encryption: "environment" | "file";
                /** @description The first one seals. Null: that of the file. */
                encryptionKeyIds: string[] | null;
            };
            log: {
                level: string;
                format: string;
                directory: string | null;
            };
            dataDirectory: string;
        };
        HealthDetail: {
            /**
             * Format: date-time
             * @description By the clock of this API.
             */
            now: string;
            api: {
                version: string;
                node: string;
                /** @description How many serve under its port. What is told of this API is of the one that answered, and connections change among them. */
                processes: number;
                pid: number;
                /** Format: date-time */
                startedAt: string;
                memoryBytes: number;
            };
            database: {
                /** @description How long a write took; null when none was to be had in time. */
                writeMs: number | null;
                version: string | null;
                startedAt: string | null;
                /** @description Of PostgreSQL’s clock, by which everything happens, against this API’s. */
                clockAheadMs: number | null;
                /** @description How far clockAheadMs may be off at the most. */
                clockErrorMs: number | null;
                sizeBytes: number | null;
                connections: number | null;
                connectionsMax: number | null;
                isStandby: boolean | null;
                /** @description Of this API. */
                pool: {
                    busy: number;
                    idle: number;
                    waiting: number;
                    max: number;
                };
                pendingMigrations: number | null;
            };
            /** @description Null when the queue did not take a write in time. */
            queue: {
                /** @enum {string} */
                kind: "redis" | "postgresql";
                writeMs: number;
                warnings: string[];
                /** @description Null when the queue lives in PostgreSQL. */
                redis: {
                    version: string | null;
                    uptimeSeconds: number | null;
                    evictionPolicy: string | null;
                    usedMemoryBytes: number | null;
                    /** @description Null: no limit, or not told. */
                    maxMemoryBytes: number | null;
                    isAppendOnly: boolean | null;
                } | null;
            } | null;
            /** @description Socket.IO. */
            live: {
                /** @description Sockets that are open at this API. */
                clients: number;
                /** @description More are not let in. */
                clientsMax: number;
                /** @description By what events reach this API from other processes; null: it hears of its own alone. */
                adapter: ("redis" | "postgresql") | null;
            };
            publishers: {
                /** Format: uuid */
                id: string;
                host: string;
                pid: number;
                version: string;
                /** @description How many attempts it makes at the same time; 0 for a publisher. */
                concurrency: number;
                /** Format: date-time */
                startedAt: string;
                /** @description How long ago it was last heard of. */
                silentMs: number;
                /** @description Whether that is less than workerTimeoutMs ago. */
                isAtWork: boolean;
            }[] | null;
            listeners: {
                /** Format: uuid */
                id: string;
                host: string;
                pid: number;
                version: string;
                /** @description How many attempts it makes at the same time; 0 for a publisher. */
                concurrency: number;
                /** Format: date-time */
                startedAt: string;
                /** @description How long ago it was last heard of. */
                silentMs: number;
                /** @description Whether that is less than workerTimeoutMs ago. */
                isAtWork: boolean;
            }[] | null;
            workerTimeoutMs: number;
            lag: {
                dueRuns: number;
                oldestDueRunMs: number | null;
                dueTasks: number;
                oldestDueTaskMs: number | null;
            } | null;
            /** @description What is later than this makes the installation degraded. */
            lagMaxMs: number;
            hostsLeftAlone: number | null;
            /** @description Of the data directory of this API; null where it has none. Not that of a PostgreSQL elsewhere. */
            disk: {
                freeBytes: number;
                totalBytes: number;
            } | null;
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
            /** @description What the code means and what helps: an address relative to the one that answered. */
            docsUrl: string;
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
                /** @description `createdAt`: by id; that of a scheduled run begins with its instant, that of any other with its making. Any other needs a window, such as `scheduled:<24h` in the filter, or one task, as it reads all runs that are asked for: a hundred thousand in up to half a second. `took`: of a run that was sent and has ended; `late`: of one that was not tried again; `finishedAt`: what has none comes before all others. `runStatus`: what is open first, then what went wrong. */
                sort?: "createdAt" | "-createdAt" | "finishedAt" | "-finishedAt" | "took" | "-took" | "late" | "-late" | "retryCount" | "-retryCount" | "runStatus" | "-runStatus" | "priority" | "-priority" | "lane" | "-lane" | "trigger" | "-trigger" | "taskName" | "-taskName";
                status?: string;
                taskId?: string;
                /** @description Due at this instant or later. */
                from?: string;
                /** @description Due before this instant. */
                to?: string;
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, trigger, reason, lane, tag, host, name, task, failure, acknowledged, archived, overtime, slow, created, scheduled, started, finished, took, late. `took:>5s`: from the beginning of the last attempt to the end, or up to now while it runs. `late:>10s`: from its instant to the beginning of its first attempt, or up to now while it waits; not known of a run that was retried. `slow:yes`: took longer than twice what 95 of 100 runs of its task take, of at least 20 in the window that it needs, such as `scheduled:<24h`, of 31 days at most. `task:` takes the id of a task, `failure:` the fingerprint of a group of failures, with a window as well. What is archived is left out unless the filter speaks of `archived`. */
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
            header?: {
                /** @description For requests that may be sent again: under one key the work is done once. */
                "Idempotency-Key"?: string;
            };
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
                /** @description `taskStatus`: failed, running, ready, paused, completed. `lastRunAt`: when the newest run was due; what never ran before all others. `taskSchedule` and `lane`: what has none before all others. `host`: of the webhook, with its port. Only `createdAt` and `taskName` have an index; by any other, a hundred thousand tasks take up to half a second. */
                sort?: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "taskName" | "-taskName" | "taskStatus" | "-taskStatus" | "lastRunAt" | "-lastRunAt" | "nextRunAt" | "-nextRunAt" | "priority" | "-priority" | "taskSchedule" | "-taskSchedule" | "lane" | "-lane" | "host" | "-host";
                status?: string;
                priority?: string;
                /** @description A part of the name or the URL. */
                search?: string;
                tag?: string;
                lane?: string;
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, method, lane, tag, host, name, agent, acknowledged, archived, created, updated, next. What is archived is left out unless the filter speaks of `archived`. */
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
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
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
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
    updateTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
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
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
                /** @description `createdAt`: by id; that of a scheduled run begins with its instant, that of any other with its making. Any other needs a window, such as `scheduled:<24h` in the filter, or one task, as it reads all runs that are asked for: a hundred thousand in up to half a second. `took`: of a run that was sent and has ended; `late`: of one that was not tried again; `finishedAt`: what has none comes before all others. `runStatus`: what is open first, then what went wrong. */
                sort?: "createdAt" | "-createdAt" | "finishedAt" | "-finishedAt" | "took" | "-took" | "late" | "-late" | "retryCount" | "-retryCount" | "runStatus" | "-runStatus" | "priority" | "-priority" | "lane" | "-lane" | "trigger" | "-trigger" | "taskName" | "-taskName";
                status?: string;
                /** @description Due at this instant or later. */
                from?: string;
                /** @description Due before this instant. */
                to?: string;
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, trigger, reason, lane, tag, host, name, task, failure, acknowledged, archived, overtime, slow, created, scheduled, started, finished, took, late. `took:>5s`: from the beginning of the last attempt to the end, or up to now while it runs. `late:>10s`: from its instant to the beginning of its first attempt, or up to now while it waits; not known of a run that was retried. `slow:yes`: took longer than twice what 95 of 100 runs of its task take, of at least 20 in the window that it needs, such as `scheduled:<24h`, of 31 days at most. `task:` takes the id of a task, `failure:` the fingerprint of a group of failures, with a window as well. What is archived is left out unless the filter speaks of `archived`. */
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
    restoreTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreTask"];
            };
        };
        responses: {
            /** @description The task with the settings that it had then; what is masked in its history stays. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoredTask"];
                };
            };
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
    acknowledgeTask: {
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
                "application/json": components["schemas"]["AcknowledgeTask"];
            };
        };
        responses: {
            /** @description The failed task, which counts no longer among those that need attention. */
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
    withdrawTaskAcknowledgement: {
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
            /** @description The task; its failure counts again. */
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
    archiveTask: {
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
                "application/json": components["schemas"]["ArchiveTask"];
            };
        };
        responses: {
            /** @description The task, out of use: paused, and in no list. */
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
    unarchiveTask: {
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
            /** @description The task, back in use and paused. */
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
    listTaskHistory: {
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
            /** @description Who did what with the task, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskHistoryPage"];
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
    previewCleanupOld: {
        parameters: {
            query?: {
                /** @description As for the clean-up itself. */
                olderThanDays?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a clean-up would take away at this moment; nothing is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OldDays"];
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
    makeTargetCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetCheck"];
            };
        };
        responses: {
            /** @description How the receiver is reached: addresses, policy, certificate. It is sent no request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetCheckResult"];
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
    describeSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DescribeSchedules"];
            };
        };
        responses: {
            /** @description Expressions in words, as a list of tasks shows them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleDescriptions"];
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
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
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
    getSecret: {
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
            /** @description The secret, without its value. */
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
    replaceSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
                "If-Match"?: string;
            };
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
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
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
    listAlertChannels: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where people are told of failures, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertChannelPage"];
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
    createAlertChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAlertChannel"];
            };
        };
        responses: {
            /** @description The new alert channel. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertChannel"];
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
    getAlertChannel: {
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
            /** @description The alert channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertChannel"];
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
    removeAlertChannel: {
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
            /** @description The alert channel is gone, with what it told and was to tell. */
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
    changeAlertChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAlertChannel"];
            };
        };
        responses: {
            /** @description The alert channel as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertChannel"];
                };
            };
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
    testAlertChannel: {
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
            /** @description The test message. A publisher sends it, once; its delivery says how that went. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDelivery"];
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
    deliveriesAlertChannel: {
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
            /** @description What the channel told in the last 30 days, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDeliveryPage"];
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
    listBlackouts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Times at which scheduled instants are not run, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlackoutPage"];
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
    createBlackout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBlackout"];
            };
        };
        responses: {
            /** @description The new blackout window. It holds for every instant that is not published yet. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blackout"];
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
    getBlackout: {
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
            /** @description The blackout window. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blackout"];
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
    removeBlackout: {
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
            /** @description The blackout window is gone. What it kept from running stays on record. */
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
    changeBlackout: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeBlackout"];
            };
        };
        responses: {
            /** @description The blackout window as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blackout"];
                };
            };
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
    getQueueStalled: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open runs that have lost their listener or their hint, with what becomes of them, and hints that have lost their runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StalledQueue"];
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
            query?: {
                /** @description All of them, unless fewer are asked for. */
                limit?: number;
                cursor?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ListedChannel"][];
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
            header?: {
                /** @description For requests that may be sent again: under one key the work is done once. */
                "Idempotency-Key"?: string;
            };
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
                /** @description The page begins behind this message, as the list is sorted; in place of `cursor`. */
                after?: string;
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
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
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
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
                "If-Match"?: string;
            };
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
            /** @description The lane, new or changed. What a higher limit gives room for begins at once; another rate holds within 5 seconds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lane"];
                };
            };
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
    heldLane: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description `turn`: what is due, by priority raised by age, as of the first page. */
                sort?: "turn" | "-turn" | "scheduledFor" | "-scheduledFor";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next runs that wait for their turn in the lane, the first first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldRuns"];
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
    getLaneTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whose turn comes before that of a run, as things stand: others may be put before it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Turn"];
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
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PauseLane"];
            };
        };
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
    moveLaneRuns: {
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
                "application/json": components["schemas"]["MoveLaneRuns"];
            };
        };
        responses: {
            /** @description The runs that waited for their turn wait in another lane. Those under way, and the tasks, stay in theirs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedLaneRuns"];
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
    drainLane: {
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
            /** @description The runs that had not begun are cancelled. Those under way go on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrainedLane"];
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
    putLaneFirst: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run counts as the one that has waited longest, and begins next; the next runs in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldRuns"];
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
                window?: "1h" | "6h" | "24h" | "7d" | "30d";
                /** @description With `to`, in place of `window`: runs that were due then or later. */
                from?: string;
                /** @description With `from`: runs that were due before then, at most 366 days later. */
                to?: string;
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
                window?: "1h" | "6h" | "24h" | "7d" | "30d";
                /** @description With `to`, in place of `window`: runs that were due then or later. */
                from?: string;
                /** @description With `from`: runs that were due before then, at most 366 days later. */
                to?: string;
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
                window?: "1h" | "6h" | "24h" | "7d" | "30d";
                /** @description With `to`, in place of `window`: runs that were due then or later. */
                from?: string;
                /** @description With `from`: runs that were due before then, at most 366 days later. */
                to?: string;
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
    heatStatisticMap: {
        parameters: {
            query?: {
                taskId?: string;
                tag?: string;
                lane?: string;
                days?: number;
                /** @description Whose days they are: an IANA name. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of the runs of each day. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatisticsHeatMap"];
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
    failuresStatistic: {
        parameters: {
            query?: {
                /** @description Runs that were due since then, up to now. */
                window?: "1h" | "6h" | "24h" | "7d" | "30d";
                /** @description With `to`, in place of `window`: runs that were due then or later. */
                from?: string;
                /** @description With `from`: runs that were due before then, at most 366 days later. */
                to?: string;
                taskId?: string;
                tag?: string;
                lane?: string;
                /** @description The group of this fingerprint alone, with up to 5000 of its tasks. */
                fingerprint?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs that failed for good, those that failed alike as one; without tasks of which somebody acknowledged it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failures"];
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
    failingStatistic: {
        parameters: {
            query?: {
                /** @description Runs that were due since then, up to now. */
                window?: "1h" | "6h" | "24h" | "7d" | "30d";
                /** @description With `to`, in place of `window`: runs that were due then or later. */
                from?: string;
                /** @description With `from`: runs that were due before then, at most 366 days later. */
                to?: string;
                taskId?: string;
                tag?: string;
                lane?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks whose newest runs all failed and that nobody has acknowledged, the longest streak first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailingTasks"];
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
    slowestStatistic: {
        parameters: {
            query?: {
                /** @description Runs that were due since then, up to now. */
                window?: "1h" | "6h" | "24h" | "7d" | "30d";
                /** @description With `to`, in place of `window`: runs that were due then or later. */
                from?: string;
                /** @description With `from`: runs that were due before then, at most 366 days later. */
                to?: string;
                taskId?: string;
                tag?: string;
                lane?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks by how long their runs took, the slowest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlowestTasks"];
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
    recentTaskListRuns: {
        parameters: {
            query: {
                /** @description Ids with commas between, 100 at most. */
                taskIds: string;
                /** @description Runs of each task. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest runs of each of these tasks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecentRuns"];
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
    taskTaskListFacets: {
        parameters: {
            query?: {
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, method, lane, tag, host, name, agent, acknowledged, archived, created, updated, next. What is archived is left out unless the filter speaks of `archived`. */
                filter?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the tasks that match a filter divide. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskFacets"];
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
    getBadge: {
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
            /** @description The badge of the task, if it has one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBadge"];
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
    turnBadgeOn: {
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
            /** @description The task has a badge: the one that it had, or a new one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBadge"];
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
    turnBadgeOff: {
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
            /** @description The badge is gone, and its address leads nowhere. */
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
    drawBadge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The name of the task and its state as a picture; 304 with `If-None-Match` while they are the same. */
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
    listBulkOperations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "createdAt" | "-createdAt";
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
            header?: {
                /** @description For requests that may be sent again: under one key the work is done once. */
                "Idempotency-Key"?: string;
            };
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
    countBulkOperation: {
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
            /** @description How many the same operation would act on. Nothing is done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkDryRun"];
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
    recoverableBulkOperation: {
        parameters: {
            query?: {
                /** @description Runs that were due since then, up to now. */
                window?: "1h" | "6h" | "24h" | "7d" | "30d";
                /** @description With commas between them; both when left out. Ends of runs: those that failed, those that were abandoned, or both. */
                statuses?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What `retry` of these failures would try again at this moment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recoverable"];
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
            /** @description It comes to nothing further. What is done stays done. */
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
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, method, lane, tag, host, name, agent, acknowledged, archived, created, updated, next. What is archived is left out unless the filter speaks of `archived`. */
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
                /** @description Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, `"free text"`; `-` before a term turns it into its opposite. Fields: status, priority, trigger, reason, lane, tag, host, name, task, failure, acknowledged, archived, overtime, slow, created, scheduled, started, finished, took, late. `took:>5s`: from the beginning of the last attempt to the end, or up to now while it runs. `late:>10s`: from its instant to the beginning of its first attempt, or up to now while it waits; not known of a run that was retried. `slow:yes`: took longer than twice what 95 of 100 runs of its task take, of at least 20 in the window that it needs, such as `scheduled:<24h`, of 31 days at most. `task:` takes the id of a task, `failure:` the fingerprint of a group of failures, with a window as well. What is archived is left out unless the filter speaks of `archived`. */
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
    auditExport: {
        parameters: {
            query?: {
                actor?: string;
                action?: string;
                subjectType?: string;
                subjectId?: string;
            };
            header?: never;
            path: {
                format: "csv" | "json";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All entries of the audit log that match, the oldest first: audit.csv or audit.json. */
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
                sort?: "host" | "-host" | "openedAt" | "-openedAt" | "blockedUntil" | "-blockedUntil";
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
    readCalendar: {
        parameters: {
            query?: {
                /** @description Default now. What lies before now is not planned any more. */
                from?: string;
                /** @description Excluded; default seven days after `from`, at most 42. */
                to?: string;
                /** @description Most of `occurrences`. */
                limit?: number;
                tag?: string;
                lane?: string;
                taskId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The runs that are planned, and how many in each hour or minute. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
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
    readInspector: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dummy webhook: where it is, how it behaves, what it counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspector"];
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
    listInspectorRequests: {
        parameters: {
            query?: {
                /** @description The number of the newest one that is known. */
                after?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it received, the newest first; it keeps the last hundred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectorRequests"];
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
    pinInspectorRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinInspectorRequest"];
            };
        };
        responses: {
            /** @description It stays when newer ones come, or no longer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectorStats"];
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
    deleteInspectorRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receiver has forgotten it. Its counts stay. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectorStats"];
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
    replayInspectorRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReplayInspectorRequest"];
            };
        };
        responses: {
            /** @description The request was sent once more, signed anew; what came of it. */
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
    changeInspectorSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeInspectorSettings"];
            };
        };
        responses: {
            /** @description How it behaves from now on; what was left out is as before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectorSettings"];
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
    resetInspector: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has forgotten all calls, and counts from one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectorStats"];
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
    readSessionInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadInvitation"];
            };
        };
        responses: {
            /** @description Whose invitation the token is, as long as it holds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldInvitation"];
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
    joinSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Join"];
            };
        };
        responses: {
            /** @description The account that was invited, signed in. */
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
    renameSessionCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rename"];
            };
        };
        responses: {
            /** @description Who the credential of this request stands for, by the new name. */
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
    listOpenSessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "signedInAt" | "-signedInAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller’s own sessions that still hold, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenSessionPage"];
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
    endOpenSessionOthers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every session of the caller has ended but the one that asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessions"];
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
    endOpenSession: {
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
            /** @description The session has ended: its tokens are worth nothing from now on. */
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
    beginOidc: {
        parameters: {
            query?: {
                /** @description Where to go afterwards: a path of the dashboard. Another address counts for nothing. */
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider that people sign in with. 404: there is none. Back to the sign-in page with a code in `refused`: it does not answer. */
            303: {
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
    finishOidc: {
        parameters: {
            query?: {
                /** @description As the provider gives it. */
                code?: string;
                /** @description As it was sent there. */
                state?: string;
                /** @description Why the provider signs nobody in. */
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the page that was wanted, signed in by the cookie of a session; to the sign-in page, with a code in `refused`, whoever is not let in. */
            303: {
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
    listUsers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "email" | "-email" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
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
    getUser: {
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
            /** @description The user. */
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
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
                "If-Match"?: string;
            };
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
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
    listInvitations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "createdAt" | "-createdAt";
                state?: "open" | "used" | "revoked" | "expired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Invitations, the newest first; what ended is kept for 90 days. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
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
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInvitation"];
            };
        };
        responses: {
            /** @description The invitation, whose link is shown this once. An open one for the address is revoked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
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
    revokeInvitation: {
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
            /** @description The link opens nothing any more. */
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
    listSavedViews: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                /** @description The list that it shows, by its path in the dashboard. */
                page?: "/tasks" | "/runs";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller’s own views and those that are shared, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViewPage"];
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
    createSavedView: {
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
                "application/json": components["schemas"]["CreateSavedView"];
            };
        };
        responses: {
            /** @description The new view. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
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
    getSavedView: {
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
            /** @description The view: one of the caller’s own, or one that is shared. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
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
    removeSavedView: {
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
            /** @description The view is gone. Its owner removes it, or an administrator. */
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
    updateSavedView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the version that is to be changed, such as `"3"`. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSavedView"];
            };
        };
        responses: {
            /** @description The changed view. Its owner changes it, or an administrator. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description It has changed since, and stays as it is. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
                sort?: "createdAt" | "-createdAt";
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
                sort?: "createdAt" | "-createdAt";
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
    getSetting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration by which this API runs, without its secrets. It comes from the environment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
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
    detailHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions, places and figures behind the health; null for what is not known. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDetail"];
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
    "POST /api/runs/{id}/retry",
    "POST /api/runs/{id}/replay",
    "POST /api/tasks",
    "POST /api/tasks/batch",
    "POST /api/tasks/{id}/run",
    "POST /api/channels",
    "POST /api/bulk-operations",
    "POST /api/saved-views"
]);
