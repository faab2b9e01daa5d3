import type { components } from './generated/api.js';

type Problem = components['schemas']['Problem'];

/** An answer that is no success: what the API's problem document says. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  /** Stable, for programs: `task.not_found`. Of an answer that is no problem document, as of a proxy: `http.<status>`. */
  readonly code: string;
  readonly fieldErrors: readonly { path: string; message: string }[];
  /** Leads to the details in the server's log; null when another server answered. */
  readonly requestId: string | null;
  readonly hint: string | null;
  /** A page that says what the code means and what helps; null when another server answered. */
  readonly docsUrl: string | null;

  private constructor(status: number, problem: Partial<Problem>, address: string) {
    super(problem.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.code = problem.code ?? `http.${status}`;
    this.fieldErrors = problem.fieldErrors ?? [];
    this.requestId = problem.requestId ?? null;
    this.hint = problem.hint ?? null;
    this.docsUrl = problem.docsUrl === undefined ? null : new URL(problem.docsUrl, address).href;
  }

  static async of(response: Response): Promise<ApiProblem> {
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
    if (!isProblem) await response.body?.cancel();
    return new ApiProblem(
      response.status,
      isProblem ? ((await response.json()) as Problem) : {},
      response.url,
    );
  }
}
