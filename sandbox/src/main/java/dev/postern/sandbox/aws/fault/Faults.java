package dev.postern.sandbox.aws.fault;

import dev.postern.sandbox.aws.wire.AwsAnswer;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.CallInterceptor;
import dev.postern.sandbox.aws.wire.CallLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The faults in force, in the order in which they were added. A call goes through all that match it: one may delay it
 * and the next refuse it. A fault that never gets to see a call, because one before it has refused or lost it, does not
 * count it. Safe for use by several threads.
 */
public final class Faults implements CallInterceptor, AutoCloseable {

    private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
    private final AtomicInteger added = new AtomicInteger();
    private final CallLog calls;

    /**
     * @param calls told of every call that is struck
     */
    public Faults(CallLog calls) {
        this.calls = calls;
    }

    /**
     * Puts a fault in force for calls that come in from now on.
     *
     * @return its id, by which it can be looked at and removed
     */
    public String add(Fault fault) {
        ActiveFault one = new ActiveFault("fault-" + added.incrementAndGet(), fault, calls);
        active.add(one);
        return one.id();
    }

    public List<FaultStatus> list() {
        return active.stream().map(ActiveFault::status).toList();
    }

    public Optional<FaultStatus> find(String id) {
        return list().stream().filter(status -> status.id().equals(id)).findFirst();
    }

    /**
     * Ends a fault. What it has delayed or held goes on, what hangs gets no answer.
     *
     * @return false if there is none of that id
     */
    public boolean remove(String id) {
        List<ActiveFault> ended =
                active.stream().filter(fault -> fault.id().equals(id)).toList();
        active.removeAll(ended);
        ended.forEach(ActiveFault::end);
        return !ended.isEmpty();
    }

    /** Ends every fault, as {@link #remove} does. */
    public void clear() {
        List<ActiveFault> ended = List.copyOf(active);
        active.removeAll(ended);
        ended.forEach(ActiveFault::end);
    }

    /**
     * Lets the calls go on that are held now. The next ones are held again.
     *
     * @return how many they were
     */
    public int release() {
        return active.stream().mapToInt(ActiveFault::release).sum();
    }

    @Override
    public AwsAnswer intercept(AwsCall call, Next service) {
        Next next = service;
        for (ActiveFault fault : active.reversed()) {
            Next rest = next;
            next = () -> fault.intercept(call, rest);
        }
        return next.proceed();
    }

    @Override
    public void close() {
        clear();
    }
}
