import createClient, { type Middleware } from "openapi-fetch";
import { ApiError, errorOf, unreachable } from "./errors";
import type { paths } from "./schema";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** The cookie that the service sets beside the session's, for its value to be sent back. */
export function csrfToken(): string | undefined {
  return document.cookie
    .split("; ")
    .find((cookie) => cookie.startsWith("XSRF-TOKEN="))
    ?.slice("XSRF-TOKEN=".length);
}

const session: Middleware = {
  onRequest({ request }) {
    const token = csrfToken();
    if (!SAFE.has(request.method) && token !== undefined) {
      request.headers.set("X-XSRF-TOKEN", token);
    }
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) {
      throw await errorOf(response);
    }
  },
  onError({ error }) {
    // Whoever gave up the request wants to hear that, not that nobody answered.
    return error instanceof DOMException && error.name === "AbortError" ? error : unreachable();
  },
};

/** Every operation of the API, by its path. Throws {@link ApiError}; wrap calls in {@link read}. */
export const api = createClient<paths>({ baseUrl: "/" });
api.use(session);

/** The body of an answer: `read(api.GET("/api/v1/me"))`. Throws {@link ApiError} and nothing else. */
export async function read<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) {
    throw new ApiError(
      "Unexpected answer",
      "Postern answered nothing. Try again.",
      0,
      "empty",
      null,
      [],
      null,
    );
  }
  return data;
}

/** For answers without a body. */
export async function done(answer: Promise<unknown>): Promise<void> {
  await answer;
}

/** A change is refused (412) when somebody else has changed the intent since this version was read. */
export function ifMatch(resource: { version: number }): { "If-Match": string } {
  return { "If-Match": `"${resource.version}"` };
}

/** Names one creation, so that sending it twice makes one thing. */
export function idempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
}

/** Patches are merge patches (RFC 7396): only what changes is sent, null takes a value away. */
export const MERGE_PATCH = { "Content-Type": "application/merge-patch+json" } as const;
