package dev.postern.replicas;

import static org.awaitility.Awaitility.await;

import dev.postern.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Seats for replicas, each of which is taken by one after the other. None of them outlives the JVM of the test. */
final class Replicas implements AutoCloseable {

    /** A start takes a few seconds on a machine that has nothing else to do. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final int LINES_SHOWN = 60;

    private final Map<String, String> properties;
    private final Path directory;
    private final AtomicReferenceArray<Replica> seats;
    private final List<Replica> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger freezes = new AtomicInteger();
    private final Thread hook = new Thread(this::killAll);

    /**
     * @param directory of the logs, one for each start
     */
    Replicas(int seats, Map<String, String> properties, Path directory) {
        this.seats = new AtomicReferenceArray<>(seats);
        this.properties = Map.copyOf(properties);
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts one in each seat, at the same time, and waits until all can serve. */
    void startAll() {
        IntStream.range(0, seats.length()).mapToObj(this::start).toList().forEach(this::awaitReady);
    }

    /** The latest in that seat. */
    Replica seated(int seat) {
        return seats.get(seat);
    }

    /** Starts a replica in that seat, whose last one is dead. */
    Replica start(int seat) {
        Path log = directory.resolve("replica-%d-%03d.log".formatted(seat + 1, all.size() + 1));
        Replica replica = Replica.start(properties, log);
        all.add(replica);
        seats.set(seat, replica);
        return replica;
    }

    /** Waits until it can serve, and answers how long that took. */
    Duration awaitReady(Replica replica) {
        long began = System.nanoTime();
        await("readiness of " + replica.log()).atMost(LONGEST_START).until(() -> {
            if (!replica.process().isAlive()) {
                throw new IllegalStateException("The replica has ended by itself: " + replica.log());
            }
            return replica.ready();
        });
        return Duration.ofNanos(System.nanoTime() - began);
    }

    void kill(Replica replica) {
        replica.kill();
        kills.incrementAndGet();
    }

    /** Those that listen. */
    List<Api> reachable() {
        return IntStream.range(0, seats.length())
                .mapToObj(seats::get)
                .flatMap(Stream::ofNullable)
                .map(Replica::api)
                .flatMap(Optional::stream)
                .collect(Collectors.toList());
    }

    /** Stops it for so long, or until the storm is over. */
    void freeze(Replica replica, Storm storm, Duration time) {
        replica.freeze();
        freezes.incrementAndGet();
        storm.rages(time);
        replica.thaw();
    }

    int freezes() {
        return freezes.get();
    }

    int starts() {
        return all.size();
    }

    int kills() {
        return kills.get();
    }

    /** What all of them have logged, in the order of their starts. */
    Stream<String> lines() {
        return all.stream().flatMap(replica -> replica.text().lines());
    }

    /** The end of the log of the last replica in each seat. */
    String tails() {
        return IntStream.range(0, seats.length())
                .mapToObj(seats::get)
                .flatMap(Stream::ofNullable)
                .map(Replicas::tail)
                .collect(Collectors.joining("\n"));
    }

    private static String tail(Replica replica) {
        List<String> lines = replica.text().lines().toList();
        return "--- %s%n%s"
                .formatted(
                        replica.log(),
                        String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())));
    }

    /** Makes an empty directory of that name. */
    static Path emptied(Path directory) {
        try {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> earlier = Files.list(directory)) {
                    for (Path file : earlier.toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void killAll() {
        all.forEach(Replica::kill);
    }
}
