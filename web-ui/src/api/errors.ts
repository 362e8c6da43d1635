import type { Problem } from "./schema";

/** What is wrong with one field of a request, see `Problem.errors`. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/** An answer that is an error, or no answer at all; everything that this module throws is one. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** The kind of problem in words, fit for a heading. */
    readonly title: string,
    /** What happened and what to do about it. */
    readonly detail: string,
    /** 0 where there was no answer. */
    readonly status: number,
    /** Last part of the problem's type, such as `version-mismatch`; see docs/http-status.md. */
    readonly kind: string,
    /** Names the request in the service's logs. */
    readonly requestId: string | null,
    readonly fields: readonly FieldProblem[],
    /** After so many seconds it may be tried again; null where the answer did not say. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(detail);
  }

  /** What is wrong with the field that this JSON pointer names, such as `/serviceName`. */
  field(pointer: string): string | undefined {
    const detail = this.fields.find((field) => field.pointer === pointer)?.detail;
    return sentence(detail);
  }

  /** What is wrong with that field, or with anything in it, such as the second of `/availabilityZones`. */
  below(pointer: string): string | undefined {
    return sentence(
      this.fields.find((field) => field.pointer === pointer || field.pointer.startsWith(`${pointer}/`))
        ?.detail,
    );
  }
}

/** It goes on from the field's name, and stands by itself here. */
function sentence(detail: string | undefined): string | undefined {
  return detail === undefined ? undefined : detail.charAt(0).toUpperCase() + detail.slice(1);
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError;
}

/** The error that an answer with a status of 400 or more stands for. */
export async function errorOf(response: Response): Promise<ApiError> {
  const problem = await problemOf(response);
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return new ApiError(
    problem.title ?? "The request did not succeed",
    problem.detail ?? `Postern answered ${response.status} without a reason. Try again in a moment.`,
    response.status,
    problem.type?.split("/").at(-1) ?? "unknown",
    problem.requestId ?? response.headers.get("X-Request-Id"),
    (problem.errors ?? []).map(({ pointer = "", detail = "" }) => ({ pointer, detail })),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

/** The error that stands for no answer. */
export function unreachable(): ApiError {
  return new ApiError(
    "Postern does not answer",
    "The service cannot be reached. Check your network; the console goes on by itself once it answers.",
    0,
    "unreachable",
    null,
    [],
    null,
  );
}

async function problemOf(response: Response): Promise<Partial<Problem>> {
  if (!response.headers.get("Content-Type")?.includes("json")) {
    return {};
  }
  try {
    return (await response.json()) as Partial<Problem>;
  } catch {
    return {};
  }
}
