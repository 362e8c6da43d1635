import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, done, read } from "../../api/client";
import { useCreationKey } from "../../api/creation";
import { readEverything } from "../../api/everything";
import { keys } from "../../api/keys";
import { type Page, type PageOf, usePageQuery } from "../../api/pages";
import type { Token, TokenCreate, TokenCreated } from "../../api/schema";

/** A tenant's tokens, or the operator's own for null. */
export type Owner = string | null;

const OF_TENANT = "/api/v1/tenants/{tenantId}/tokens";

function list(owner: Owner, query: PageOf, signal: AbortSignal): Promise<Page<Token>> {
  return owner === null
    ? read(api.GET("/api/v1/tokens", { params: { query }, signal }))
    : read(api.GET(OF_TENANT, { params: { path: { tenantId: owner }, query }, signal }));
}

export function useTokensQuery(owner: Owner, page: number) {
  return usePageQuery([...keys.tokens(owner), "list"], page, (pageOf, signal) => list(owner, pageOf, signal));
}

/** All of them, for a filter: the API has none. */
export function allTokensQuery(owner: Owner) {
  return queryOptions({
    queryKey: [...keys.tokens(owner), "everything"],
    queryFn: ({ signal }) => readEverything((page) => list(owner, page, signal)),
  });
}

/**
 * Makes a token and hands it over with its secret, once. The mutation itself ends with nothing, so that neither the query
 * cache nor the mutation's state ever holds a secret.
 */
export function useCreateToken(owner: Owner, onCreated: (token: TokenCreated) => void) {
  const queries = useQueryClient();
  const key = useCreationKey();
  return useMutation({
    mutationFn: async (body: TokenCreate) => {
      const params = { header: key.header };
      onCreated(
        await (owner === null
          ? read(api.POST("/api/v1/tokens", { params, body }))
          : read(api.POST(OF_TENANT, { params: { ...params, path: { tenantId: owner } }, body }))),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.tokens(owner) }),
    onError: key.onError,
  });
}

export function useRevokeToken(owner: Owner, onDone: (token: Token) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id: tokenId }: Token) =>
      done(
        owner === null
          ? api.DELETE("/api/v1/tokens/{tokenId}", { params: { path: { tokenId } } })
          : api.DELETE(`${OF_TENANT}/{tokenId}`, { params: { path: { tenantId: owner, tokenId } } }),
      ),
    onSuccess: (_, token) => onDone(token),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.tokens(owner) }),
  });
}
