import { timeAgo, useNow } from "../../ui/TimeAgo";

const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** The exact time in the reader's zone: a log is read beside others. How long ago, on hovering. */
export function At({ time }: { time: string }) {
  return (
    <time dateTime={time} title={`${timeAgo(Date.parse(time), useNow())} (${time})`}>
      {exact.format(new Date(time))}
    </time>
  );
}
