package dev.postern.sandbox.aws.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/** The latest {@value #CAPACITY} calls in the order in which they came in, and a count of all. */
public final class CallLog {

    /** How many calls are remembered. */
    public static final int CAPACITY = 100_000;

    /** The outcome of a call that is not answered yet. */
    public static final String UNDER_WAY = "under way";

    /** The outcome of a call whose connection was closed without an answer. */
    public static final String NO_ANSWER = "no answer";

    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
    private long total;

    /**
     * One call.
     *
     * @param number from 1, in the order in which calls came in
     * @param caller the caller's ARN, or {@code anonymous}
     * @param at when it came in
     * @param outcome {@value AwsAnswer#OK}, the error code that was answered, {@value #UNDER_WAY} or {@value #NO_ANSWER}
     * @param tookEffect true if the service did it, whatever the caller was told
     * @param faults the kinds of the faults that struck it, in this order
     */
    public record Entry(
            long number,
            String requestId,
            String service,
            String action,
            String region,
            String caller,
            Instant at,
            String outcome,
            boolean tookEffect,
            List<String> faults) {

        public Entry {
            faults = List.copyOf(faults);
        }

        /** False while it is under way, and if the caller never learned what came of it. */
        public boolean wasAnswered() {
            return !outcome.equals(UNDER_WAY) && !outcome.equals(NO_ANSWER);
        }

        Entry ended(String reached) {
            return new Entry(number, requestId, service, action, region, caller, at, reached, tookEffect, faults);
        }

        Entry effective() {
            return new Entry(number, requestId, service, action, region, caller, at, outcome, true, faults);
        }

        Entry struckBy(String fault) {
            List<String> more = new ArrayList<>(faults);
            more.add(fault);
            return new Entry(number, requestId, service, action, region, caller, at, outcome, tookEffect, more);
        }
    }

    /** A call has come in. */
    public void begin(AwsCall call) {
        add(
                call.requestId(),
                call.service(),
                call.action(),
                call.region(),
                call.caller().arn(),
                call.at(),
                UNDER_WAY);
    }

    /** The service has done it. */
    public void tookEffect(AwsCall call) {
        change(call, Entry::effective);
    }

    /** A fault of this kind strikes it. */
    public void struck(AwsCall call, String fault) {
        change(call, entry -> entry.struckBy(fault));
    }

    /** It is answered, or given up without an answer. */
    public void end(AwsCall call, String outcome) {
        change(call, entry -> entry.ended(outcome));
    }

    /** For a call whose caller or action could not be told. */
    public void addAnonymous(String requestId, CredentialScope scope, String action, Instant at, String outcome) {
        add(requestId, scope.service(), action, scope.region(), "anonymous", at, outcome);
    }

    private void add(
            String requestId, String service, String action, String region, String caller, Instant at, String outcome) {
        synchronized (entries) {
            total++;
            entries.put(
                    requestId,
                    new Entry(total, requestId, service, action, region, caller, at, outcome, false, List.of()));
            if (entries.size() > CAPACITY) {
                entries.pollFirstEntry();
            }
        }
    }

    private void change(AwsCall call, UnaryOperator<Entry> change) {
        synchronized (entries) {
            entries.computeIfPresent(call.requestId(), (id, entry) -> change.apply(entry));
        }
    }

    /** What is remembered, oldest first. */
    public List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries.values());
        }
    }

    /** The remembered calls of one action, oldest first. */
    public List<Entry> entries(String action) {
        return entries().stream().filter(entry -> entry.action().equals(action)).toList();
    }

    /**
     * The remembered calls that came in after this one, oldest first.
     *
     * @param number of a call, such as {@link #total()} was some time ago; 0 for all
     */
    public List<Entry> after(long number) {
        return entries().stream().filter(entry -> entry.number() > number).toList();
    }

    /** How many calls have come in since the start. */
    public long total() {
        synchronized (entries) {
            return total;
        }
    }
}
