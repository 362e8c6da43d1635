import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { ApiError } from "../api/errors";
import type { Page } from "../api/pages";
import { ErrorAlert } from "./ErrorAlert";

interface PagedTableProps<T> {
  /** What usePageQuery made of the page's number, see usePageNumber. */
  query: UseQueryResult<Page<T>>;
  columns: readonly TableProps.ColumnDefinition<T>[];
  trackBy: (item: T) => string;
  /** What the table is of, in the plural: "connections". */
  what: string;
  header: ReactNode;
  filter?: ReactNode;
  /** Whether the filter leaves anything out; then "none match" is shown with `onClearFilter`. */
  filtered?: boolean;
  onClearFilter: () => void;
  /** Shown where there is nothing at all: what it would be good for, and how to begin. */
  empty: ReactNode;
  /** Shows an error that there is more to say about; ErrorAlert unless told. */
  renderError?: (error: ApiError) => ReactNode;
}

/** A list of the API: paged by number in the URL, with a face for each of loading, nothing, none that match, and errors. */
export function PagedTable<T>(props: PagedTableProps<T>) {
  const { query, columns, trackBy, what, header, filter, filtered = false, onClearFilter, empty } = props;
  const [number, setNumber] = usePageNumber();
  const more = query.data?.nextCursor != null;
  return (
    <SpaceBetween size="m">
      {query.isError &&
        (props.renderError?.(query.error) ?? (
          <ErrorAlert error={query.error} onRetry={() => void query.refetch()} />
        ))}
      <Table
        variant="container"
        items={query.data?.items ?? []}
        columnDefinitions={columns}
        trackBy={trackBy}
        loading={query.isPending}
        loadingText={`Loading ${what}`}
        wrapLines
        stickyHeader
        header={header}
        filter={filter}
        pagination={
          (number > 1 || more) && (
            <Pagination
              currentPageIndex={number}
              pagesCount={more ? number + 1 : number}
              openEnd={more}
              disabled={query.isPending}
              onChange={({ detail }) => setNumber(detail.currentPageIndex)}
            />
          )
        }
        empty={
          query.isError ? (
            <Box color="text-body-secondary">The {what} could not be read.</Box>
          ) : filtered ? (
            <SpaceBetween size="s" alignItems="center">
              <Box variant="strong">No {what} match</Box>
              <Button onClick={onClearFilter}>Clear the filter</Button>
            </SpaceBetween>
          ) : (
            empty
          )
        }
      />
    </SpaceBetween>
  );
}

/** The page of a list that the URL names, from 1. */
export function usePageNumber(): [number, (number: number) => void] {
  const [search, setSearch] = useSearchParams();
  const number = Math.max(1, Math.trunc(Number(search.get("page") ?? 1)) || 1);
  return [
    number,
    (next) =>
      setSearch((before) => {
        const after = new URLSearchParams(before);
        if (next === 1) {
          after.delete("page");
        } else {
          after.set("page", String(next));
        }
        return after;
      }),
  ];
}
