import { type QueryKey, queryOptions, useQueryClient } from "@tanstack/react-query";

/** As the API pages its lists. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What to send for a page; nothing for the first. */
export interface PageOf {
  limit: number;
  cursor?: string;
}

export const PAGE_SIZE = 50;

/**
 * The query of one page of a list, by its number from 1. A page is found by the cursor of the page before, wherever that
 * comes from, so that a page's number in the URL is enough to come back to it. Only the page that is shown is read anew.
 *
 * @param listKey one of `keys`, and the filters
 * @param load reads a page: `(page, signal) => read(api.GET(..., { params: { query: page }, signal }))`
 */
export function usePageQuery<T>(
  listKey: QueryKey,
  number: number,
  load: (page: PageOf, signal: AbortSignal) => Promise<Page<T>>,
) {
  const queries = useQueryClient();
  const query = (wanted: number) =>
    queryOptions({
      queryKey: [...listKey, { page: wanted }],
      queryFn: async ({ signal }): Promise<Page<T>> => {
        if (wanted <= 1) {
          return load({ limit: PAGE_SIZE }, signal);
        }
        const before = await queries.query({ ...query(wanted - 1), staleTime: "static" });
        return before.nextCursor === null
          ? { items: [], nextCursor: null }
          : load({ limit: PAGE_SIZE, cursor: before.nextCursor }, signal);
      },
    });
  return query(number);
}
