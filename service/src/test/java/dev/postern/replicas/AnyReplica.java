package dev.postern.replicas;

import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The API of whichever replica answers, as the operator. A request that gets no answer is sent again until one comes: its
 * caller sees to it that it may be. Safe for use by several threads.
 */
final class AnyReplica {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BREATH = Duration.ofMillis(100);
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final Replicas replicas;
    private final String token;
    private final Random random;
    private final AtomicInteger lost = new AtomicInteger();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    AnyReplica(Replicas replicas, String token, Random random) {
        this.replicas = replicas;
        this.token = token;
        this.random = random;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer post(String path) {
        return send("POST", path, null);
    }

    /** Creates once, however often it is sent. */
    Answer create(String path, String json) {
        return send("POST", path, json, "Idempotency-Key", "key-" + random.nextLong(Long.MAX_VALUE));
    }

    /** How many requests got no answer. */
    int lost() {
        return lost.get();
    }

    /** What was answered with a status of 500. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    private Answer send(String method, String path, String body, String... headers) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            List<Api> reachable = replicas.reachable();
            Collections.shuffle(reachable, random);
            for (Api api : reachable) {
                try {
                    Answer answer = api.as(token).send(method, path, body, headers);
                    if (isFinal(method, path, answer)) {
                        return answer;
                    }
                } catch (UncheckedIOException killed) {
                    lost.incrementAndGet();
                }
            }
            LockSupport.parkNanos(BREATH.toNanos());
        }
        throw new IllegalStateException("Nobody has answered " + method + " " + path);
    }

    private boolean isFinal(String method, String path, Answer answer) {
        if (answer.status() == SERVER_ERROR) {
            errors.add("%s %s -> %s".formatted(method, path, answer));
        }
        boolean underWay = answer.status() == CONFLICT && answer.text("/type").endsWith("idempotency-key-in-use");
        return answer.status() < SERVER_ERROR && !underWay;
    }
}
