package dev.postern.sandbox.aws.wire;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The latest {@value #CAPACITY} calls in the order in which they ended, and a count of all. */
public final class CallLog {

    /** How many calls are remembered. */
    public static final int CAPACITY = 10_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final AtomicLong total = new AtomicLong();

    /**
     * One call.
     *
     * @param caller the caller's ARN, or {@code anonymous}
     * @param at when it came in
     * @param outcome {@code OK}, or the error code that was answered
     */
    public record Entry(
            long number, String service, String action, String region, String caller, Instant at, String outcome) {}

    public void add(AwsCall call, String outcome) {
        add(call.service(), call.action(), call.region(), call.caller().arn(), call.at(), outcome);
    }

    /** For a call whose caller or action could not be told. */
    public void addAnonymous(CredentialScope scope, String action, Instant at, String outcome) {
        add(scope.service(), action, scope.region(), "anonymous", at, outcome);
    }

    private void add(String service, String action, String region, String caller, Instant at, String outcome) {
        synchronized (entries) {
            entries.addLast(new Entry(total.incrementAndGet(), service, action, region, caller, at, outcome));
            if (entries.size() > CAPACITY) {
                entries.removeFirst();
            }
        }
    }

    /** What is remembered, oldest first. */
    public List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** The remembered calls of one action, oldest first. */
    public List<Entry> entries(String action) {
        return entries().stream().filter(entry -> entry.action().equals(action)).toList();
    }

    /** How many calls there were since the start. */
    public long total() {
        return total.get();
    }
}
