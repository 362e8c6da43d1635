import { QueryCache, QueryClient, MutationCache } from "@tanstack/react-query";
import { type ApiError, isApiError } from "./errors";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: ApiError;
  }
}

/** Errors that asking again may cure. */
function isPassing(error: unknown): boolean {
  return isApiError(error) && (error.status === 0 || error.status === 503);
}

/** @param onSignedOut what to do once an answer says that nobody is signed in (any more) */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown): void => {
    if (isApiError(error) && error.status === 401) {
      onSignedOut();
    }
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
