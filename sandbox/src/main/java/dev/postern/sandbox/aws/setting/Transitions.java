package dev.postern.sandbox.aws.setting;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is going to happen. Everything planned is made once: by the clock ({@link TimeMode#AUTO}) or by {@link #step()}.
 *
 * <p>Every method is called with the world's lock held; the clock takes it.
 */
public final class Transitions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Transitions.class);

    private final TimeMode mode;
    private final Consumer<Runnable> underLock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-clock").factory());
    private final Set<Planned> planned = new LinkedHashSet<>();

    /** A transition with an identity of its own, since two may have the same effect. */
    private static final class Planned {
        private final Runnable effect;

        private Planned(Runnable effect) {
            this.effect = effect;
        }
    }

    /**
     * @param underLock runs something with the world's lock held
     */
    public Transitions(TimeMode mode, Consumer<Runnable> underLock) {
        this.mode = mode;
        this.underLock = underLock;
    }

    /**
     * Has the effect come about after the delay; at once if there is no delay. The effect looks itself whether it still
     * applies.
     */
    public void plan(Duration delay, Runnable effect) {
        if (delay.isZero()) {
            effect.run();
            return;
        }
        Planned transition = new Planned(effect);
        planned.add(transition);
        if (mode == TimeMode.AUTO) {
            schedule(delay, transition);
        }
    }

    /**
     * Makes everything that is planned now; what follows from it is left for the next step.
     *
     * @return how many transitions were made
     */
    public int step() {
        List<Planned> now = List.copyOf(planned);
        now.forEach(this::make);
        return now.size();
    }

    /** Nothing happens any more. Called with the lock held. */
    @Override
    public void close() {
        planned.clear();
        timer.shutdownNow();
    }

    private void make(Planned transition) {
        if (planned.remove(transition)) {
            transition.effect.run();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // makeInTime reports failures itself
    private void schedule(Duration delay, Planned transition) {
        try {
            timer.schedule(() -> makeInTime(transition), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            planned.remove(transition); // closed meanwhile: nothing happens any more
        }
    }

    private void makeInTime(Planned transition) {
        try {
            underLock.accept(() -> make(transition));
        } catch (RuntimeException e) {
            log.error("A transition failed", e);
        }
    }
}
