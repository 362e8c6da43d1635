package dev.postern.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the replicas print, in a file for each start. */
final class Logs {

    private static final Pattern LEFT_OVER = Pattern.compile("for they were left over: .*\\[(.*)]");

    /** Said by the scheduler where somebody else has taken up a task meanwhile, as others do when a replica has died. */
    private static final Pattern TAKEN_UP =
            Pattern.compile("Failed while (?:handling dead|completing) execution|Error while handling dead executions");

    private static final int LINES_SHOWN = 60;
    private static final int LATEST = 4;

    private final Path directory;
    private final List<Path> files = new ArrayList<>();

    private Logs(Path directory) {
        this.directory = directory;
    }

    /** In that directory, from which earlier ones are removed. */
    static Logs in(Path directory) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> earlier = Files.list(directory)) {
                for (Path file : earlier.toList()) {
                    Files.delete(file);
                }
            }
            return new Logs(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The file for a replica that is about to start in that seat. */
    synchronized Path next(int seat) {
        Path file = directory.resolve("%03d-seat-%d.log".formatted(files.size() + 1, seat + 1));
        files.add(file);
        return file;
    }

    /** Ids of endpoints and names of roles that the sweep has deleted; a replica's metrics die with it. */
    Set<String> leftovers() {
        return lines().map(LEFT_OVER::matcher)
                .filter(Matcher::find)
                .flatMap(line -> Stream.of(line.group(1).split(", ")))
                .collect(Collectors.toSet());
    }

    /** Lines at level {@code ERROR}. */
    List<String> errors() {
        return lines().filter(line -> line.contains(" ERROR "))
                .filter(line -> !TAKEN_UP.matcher(line).find())
                .toList();
    }

    /** The ends of the latest ones. */
    synchronized String tails() {
        return files.subList(Math.max(0, files.size() - LATEST), files.size()).stream()
                .map(Logs::tail)
                .collect(Collectors.joining("\n"));
    }

    private synchronized Stream<String> lines() {
        return files.stream().flatMap(file -> read(file).lines());
    }

    private static String tail(Path file) {
        List<String> lines = read(file).lines().toList();
        return "--- %s%n%s"
                .formatted(
                        file, String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
