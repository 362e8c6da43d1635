import Header from "@cloudscape-design/components/header";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Page } from "../api/pages";

interface TableHeaderProps {
  query: UseQueryResult<Page<unknown>>;
  actions?: ReactNode;
  children: ReactNode;
}

/** Counts what is shown; with a plus where more pages follow, since nobody counts those. */
export function TableHeader({ query, actions, children }: TableHeaderProps) {
  const shown = query.data?.items.length;
  const counter = shown === undefined ? "" : query.data?.nextCursor == null ? `(${shown})` : `(${shown}+)`;
  return (
    <Header variant="h2" counter={counter} actions={actions}>
      {children}
    </Header>
  );
}
