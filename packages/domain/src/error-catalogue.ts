import type { ErrorCode } from './errors.js';

/** What people are told about a refusal beside its own message; each a full sentence. */
export interface RefusalExplanation {
  cause: string;
  advice: string;
}

/** Every code that a problem may carry: the refusals, and `server.failed` for a bug, of which nothing else is told. */
export type ProblemCode = ErrorCode | 'server.failed';

/** The one list of what each code means and of what helps. The API makes its page of errors from it. */
export const errorCatalogue: Readonly<Record<ProblemCode, RefusalExplanation>> = {
  'request.invalid': {
    cause:
      'A field, a parameter or the form of the request is wrong; `fieldErrors` names each field at fault.',
    advice: 'Correct these fields and send it again; unchanged, it is refused again.',
  },
  'request.too_large': {
    cause: 'The body has more bytes than the API takes.',
    advice: 'Send less, for example a large batch of tasks in several requests.',
  },
  'request.unsupported_type': {
    cause: 'The body is not JSON in UTF-8, or is compressed with something other than gzip.',
    advice: 'Send `content-type: application/json`, plain or with `content-encoding: gzip`.',
  },
  'request.too_complex': {
    cause: 'The GraphQL document is too deep, too long, or asks for too many things at once.',
    advice: 'Ask for fewer fields, for shorter pages, or in several requests.',
  },
  'route.not_found': {
    cause: 'Nothing stands at this address.',
    advice: 'Compare the path with the API documentation; ids belong where it says so.',
  },
  'route.method_not_allowed': {
    cause: 'The address is there, but does not take this method.',
    advice: 'Use one of the methods in the header `allow` of the answer.',
  },
  'auth.required': {
    cause: 'The request came without a sign-in, or with one that is wrong, over or revoked.',
    advice: 'Sign in again, or send a valid API key as `authorization: Bearer …`.',
  },
  'auth.forbidden': {
    cause:
      'Whoever asks is known, but lacks the role or the scope for this, or a page elsewhere asked in their name.',
    advice: 'Ask an administrator for the role, or use an API key with the scope.',
  },
  'request.too_many': {
    cause:
      'More came from this user or address in a short time than is allowed, or too much of it is open at once.',
    advice: 'Wait as long as the header `retry-after` says, then try again.',
  },
  'sign_in.unavailable': {
    cause: 'The provider that people sign in with does not answer, or is not what the settings say.',
    advice:
      'Try again in a minute, or sign in with a password. If this lasts, look at the log of the API and at `CARILLON_OIDC_ISSUER`.',
  },
  'sign_in.expired': {
    cause: 'The sign-in with the provider took more than ten minutes, or began under another address.',
    advice: 'Begin it again from the page at `FRONTEND_URL`.',
  },
  'sign_in.failed': {
    cause: 'The provider did not sign the person in, or what it answered does not belong to this sign-in.',
    advice: 'Try again. If this lasts, look for the reason in the audit log and in the log of the API.',
  },
  'sign_in.email_unverified': {
    cause: 'The provider names no e-mail address of the person, or does not say that it is verified.',
    advice: 'Verify the address there; the claims `email` and `email_verified` must come with it.',
  },
  'sign_in.no_account': {
    cause:
      'Whoever signed in has no account here that they may use: there is none, it is disabled, or it belongs to somebody else there.',
    advice:
      'Ask an administrator for an account under the e-mail address that the provider has verified, or to have the account unlinked.',
  },
  'badge.not_found': {
    cause: 'No task has a badge at this address; it may have been taken away.',
    advice: 'Ask an operator for the present address, on the page of the task.',
  },
  'user.not_found': {
    cause: 'No user has this id; it may have been removed.',
    advice: 'Look it up in the list of users.',
  },
  'user.conflict': {
    cause:
      'The e-mail address is taken, the installation is set up already, or no administrator would be left.',
    advice: 'Choose another address, or make another user an administrator first.',
  },
  'user.administrator_first': {
    cause: 'There is no account yet, and the first one must be an administrator.',
    advice: 'Set up the administrator in the dashboard or with `POST /api/auth/setup`, then try again.',
  },
  'invitation.not_found': {
    cause: 'No open invitation has this id, or its link is not complete.',
    advice: 'Copy the whole link, or ask for a new one.',
  },
  'invitation.ended': {
    cause: 'The invitation was used, was taken back, or is too old.',
    advice: 'Ask an administrator for a new one.',
  },
  'api_key.not_found': {
    cause: 'No API key has this id; it may have been revoked.',
    advice: 'Look it up in the list of API keys.',
  },
  'session.not_found': {
    cause: 'You have no session of this id; it may have ended.',
    advice: 'Read the list of your sessions again.',
  },
  'task.not_found': {
    cause: 'No task has this id, or its history has no such entry; it may have been deleted.',
    advice: 'Search for the task by its name.',
  },
  'task.invalid': {
    cause:
      'The settings of the task do not go together, or one is out of its limits; `fieldErrors` names it.',
    advice: 'Correct the settings that are named.',
  },
  'task.version_conflict': {
    cause: 'Somebody has changed the task since you read it.',
    advice:
      'Read it again, look at what has changed, and send your change with the new version as `if-match`.',
  },
  'task.state_conflict': {
    cause:
      'The task is in a state in which this cannot be done, or something goes on that would be left behind.',
    advice: 'Read the task again; resume it, or wait for its open runs, and then try again.',
  },
  'task.archived': {
    cause: 'The task is archived: it is neither run nor changed.',
    advice: 'Take it back from the archive first; it is paused then.',
  },
  'run.not_found': {
    cause: 'No run has this id; it may be older than what is kept.',
    advice: 'Look at the runs of its task, and at how many days are kept.',
  },
  'run.state_conflict': {
    cause: 'The run has moved on, and this cannot be done any more: it may have begun or ended meanwhile.',
    advice: 'Read the run again, and decide by the state that it has now.',
  },
  'run.not_waiting_yet': {
    cause: 'A report came before the response to the webhook was recorded.',
    advice: 'Send the same report again after a second.',
  },
  'lane.not_found': {
    cause: 'There is no lane of this name.',
    advice: 'Compare the name with the list of lanes; a lane begins with its first task.',
  },
  'bulk_operation.not_found': {
    cause: 'No bulk operation has this id.',
    advice: 'Look it up in the list of bulk operations.',
  },
  'bulk_operation.state_conflict': {
    cause: 'The bulk operation has ended already.',
    advice: 'Read it again; start a new one for what is left.',
  },
  'schedule.invalid': {
    cause: 'The schedule cannot be read, never fires, or fires more often than is allowed.',
    advice: 'Try it in the preview of the schedule, which says what is wrong and when it fires.',
  },
  'saved_view.not_found': {
    cause: 'You see no saved view of this id; it may have been removed.',
    advice: 'Read the list of views again.',
  },
  'saved_view.conflict': {
    cause: 'You have a view of this name for this page, or as many views as you may have.',
    advice: 'Choose another name, or remove a view first.',
  },
  'channel.not_found': {
    cause: 'There is no activity channel of this name.',
    advice: 'Compare the name with the list of channels.',
  },
  'channel.conflict': {
    cause: 'The channel is stopped, its name is taken, or there are as many channels as may be.',
    advice: 'Start the channel, choose another name, or leave another channel first.',
  },
  'alert_channel.not_found': {
    cause: 'No alert channel has this id.',
    advice: 'Look it up in the list of alert channels.',
  },
  'alert_channel.conflict': {
    cause: 'The name is taken, there are as many alert channels as may be, or its signing secret is gone.',
    advice: 'Choose another name or secret, or remove a channel first.',
  },
  'blackout.not_found': {
    cause: 'No blackout window has this id.',
    advice: 'Look it up in the list of blackout windows.',
  },
  'blackout.conflict': {
    cause: 'The name is taken, or there are as many blackout windows as may be.',
    advice: 'Choose another name, or remove a window first.',
  },
  'inspector.unreachable': {
    cause: 'The built-in receiver does not answer, or this installation has none.',
    advice: 'Look whether the process dummy-webhook runs, and whether `CARILLON_DUMMY_URL` names it.',
  },
  'inspector.request_not_found': {
    cause: 'The built-in receiver does not hold this request; it keeps the newest ones only.',
    advice: 'Pin requests that are to stay, and send this one again.',
  },
  'version.conflict': {
    cause: 'Somebody has changed this since you read it.',
    advice: 'Read it again, and send your change with the new version as `if-match`.',
  },
  'idempotency.conflict': {
    cause: 'The Idempotency-Key was used before, with another body.',
    advice: 'Use a new key for each thing that you create, and the same key only to repeat a request.',
  },
  'secret.not_found': {
    cause: 'No secret has this name or id.',
    advice: 'Compare it with the list of secrets, or save the secret first.',
  },
  'secret.conflict': {
    cause: 'The name is taken, or tasks still use the secret.',
    advice: 'Choose another name, or take the secret out of these tasks first.',
  },
  'secret.unreadable': {
    cause: 'A secret was sealed under a key that this process does not have.',
    advice: 'Give every process the same `CARILLON_ENCRYPTION_KEYS`, old keys too, or save the secret anew.',
  },
  'config.invalid': {
    cause: 'A setting of the environment is missing or cannot be used.',
    advice: 'Run `carillon doctor`; it names the variables at fault.',
  },
  'database.unreachable': {
    cause: 'PostgreSQL did not answer in time.',
    advice: 'Try again after the seconds in `retry-after`. If this lasts, look whether PostgreSQL runs.',
  },
  'database.outdated': {
    cause: 'The database lacks migrations of this version.',
    advice: 'Run `carillon db up`.',
  },
  'queue.unreachable': {
    cause: 'The queue did not answer in time. Runs that are due are kept in PostgreSQL.',
    advice: 'Try again after the seconds in `retry-after`. If this lasts, look whether Redis runs.',
  },
  'api.unreachable': {
    cause: 'A command did not reach the API, or something else answered in its place.',
    advice: 'Start the API, or say where it is: `--api-url`, or `CARILLON_API_URL`.',
  },
  'server.start_failed': {
    cause: 'A process could not start.',
    advice: 'Read what it says of the reason: a port in use, or a file that it may not read.',
  },
  'server.failed': {
    cause: 'The server met something that it does not foresee: a bug of Carillon.',
    advice: 'Look for the request id in the log of the API, and report what stands there.',
  },
};
