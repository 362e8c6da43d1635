package dev.postern.connections;

import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.Refusal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a list of AWS to its end. */
final class Pages {

    private Pages() {}

    /**
     * @param list asks for the page with that token, null being the first
     * @param nextToken of a page; null on the last one
     * @return why not all pages were shown; empty if they were
     */
    static <P> Optional<Refusal> forEach(
            Function<@Nullable String, Outcome<P>> list, Function<P, @Nullable String> nextToken, Consumer<P> use) {
        @Nullable String token = null;
        do {
            switch (list.apply(token)) {
                case Outcome.Refused<P> refused -> {
                    return Optional.of(refused.refusal());
                }
                case Outcome.Done<P> done -> {
                    use.accept(done.value());
                    token = nextToken.apply(done.value());
                }
            }
        } while (token != null);
        return Optional.empty();
    }
}
