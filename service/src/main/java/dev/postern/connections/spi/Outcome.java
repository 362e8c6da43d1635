package dev.postern.connections.spi;

import java.util.function.Function;

/** What came of asking AWS for something: it is done, or refused for a reason that was to be expected. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** As {@code mapper} makes of it, unless it was refused. */
    default <R> Outcome<R> map(Function<T, R> mapper) {
        return switch (this) {
            case Done<T> done -> new Done<>(mapper.apply(done.value()));
            case Refused<T> refused -> new Refused<>(refused.refusal());
        };
    }
}
