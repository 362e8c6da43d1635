import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { api, csrfToken, done, read } from "./client";
import { BASE, paths } from "../paths";
import { type ApiError, isApiError } from "./errors";
import type { WaitingOn } from "./enums";
import type { Me } from "./schema";
import { waitingOnName } from "./words";

/** Who is signed in; null if nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }): Promise<Me | null> => {
    // Comes and goes with the session: without it there is nothing to ask.
    if (csrfToken() === undefined) {
      return null;
    }
    try {
      return await read(api.GET("/api/v1/me", { signal }));
    } catch (error) {
      if (isApiError(error) && error.status === 401) {
        return null;
      }
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Who is signed in; only for what is shown inside the shell, where somebody is. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  if (data === null) {
    throw new Error("Nobody is signed in.");
  }
  return data;
}

export function isOperator(me: Me): boolean {
  return me.role === "OPERATOR_ADMIN" || me.role === "OPERATOR_VIEWER";
}

/** Whether the role may change anything: viewers see what they cannot do, with the reason. */
export function mayChange(me: Me): boolean {
  return me.role === "OPERATOR_ADMIN" || me.role === "TENANT_ADMIN";
}

/** Who acts, as the reader would say it: whoever is meant reads "you". */
export function addressed(whom: WaitingOn, me: Me): string {
  return whom === (isOperator(me) ? "OPERATOR" : "TENANT") ? "You" : waitingOnName(whom);
}

export function roleName(role: Me["role"]): string {
  switch (role) {
    case "OPERATOR_ADMIN":
      return "Operator, administrator";
    case "OPERATOR_VIEWER":
      return "Operator, viewer";
    case "TENANT_ADMIN":
      return "Tenant administrator";
    case "TENANT_VIEWER":
      return "Tenant viewer";
    case "DATA_PLANE":
      return "Data plane";
  }
}

/** Where log-in with the operator's issuer begins, if there is one. */
export const signInQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: ({ signal }) => read(api.GET("/api/v1/session", { signal })),
  staleTime: Infinity,
});

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => read(api.POST("/api/v1/session", { body: { token } })),
    onSuccess: (me) => {
      queries.clear();
      queries.setQueryData(meQuery.queryKey, me);
    },
  });
}

/** Leaves the page: nothing that was seen stays in memory, and whoever comes next begins at the beginning. */
export function useSignOut(onFailure: (error: ApiError) => void) {
  return useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/session")),
    onSuccess: () => window.location.assign(BASE + paths.signIn()),
    onError: onFailure,
  });
}
