import { useSyncExternalStore } from "react";

const TICK_MILLIS = 15_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** How long ago, or how soon; the exact time, in the reader's zone, on hovering and for screen readers. */
export function TimeAgo({ at }: { at: string }) {
  const now = useNow();
  const time = new Date(at);
  return (
    <time dateTime={at} title={absolute.format(time)}>
      {timeAgo(time.getTime(), now)}
    </time>
  );
}

/** The present, in milliseconds; goes on every few seconds, never behind the clock. */
export function useNow(): number {
  return useSyncExternalStore(onTick, currentTick);
}

export function timeAgo(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) {
    return seconds <= 5 ? "just now" : "in a moment";
  }
  if (size < HOUR) {
    return relative.format(Math.round(seconds / MINUTE), "minute");
  }
  if (size < DAY) {
    return relative.format(Math.round(seconds / HOUR), "hour");
  }
  if (size < 30 * DAY) {
    return relative.format(Math.round(seconds / DAY), "day");
  }
  return absolute.format(at);
}

/** Rounded, so that it is the same for as long as nothing has to be shown anew. */
function currentTick(): number {
  return Math.ceil(Date.now() / TICK_MILLIS) * TICK_MILLIS;
}

function onTick(tell: () => void): () => void {
  const timer = setInterval(tell, TICK_MILLIS);
  return () => clearInterval(timer);
}
