import { useSyncExternalStore } from "react";

/** Something that a person is told in passing, wherever in the console they are: what has been done. */
export interface Notice {
  readonly id: string;
  readonly type: "success" | "info" | "warning";
  readonly text: string;
}

const SHOWN_MILLIS = 8_000;
let notices: readonly Notice[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  listeners.forEach((tell) => tell());
}

/** Errors do not belong here: they stand where the mistake can be mended, see ErrorAlert. */
export function notify(text: string, type: Notice["type"] = "success"): void {
  count += 1;
  const id = `notice-${count}`;
  set([{ id, type, text }, ...notices].slice(0, 3));
  setTimeout(() => dismiss(id), SHOWN_MILLIS);
}

export function dismiss(id: string): void {
  set(notices.filter((notice) => notice.id !== id));
}

export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => notices,
  );
}
