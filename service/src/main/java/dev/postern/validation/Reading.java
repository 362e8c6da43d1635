package dev.postern.validation;

import dev.postern.clusters.spi.ProbeTarget;
import java.util.function.Function;

/**
 * What one address of a target gave.
 *
 * @param route the way that the address belongs to
 */
record Reading<T>(RoutedWay route, ProbeTarget target, T result) {

    <R> Reading<R> with(R other) {
        return new Reading<>(route, target, other);
    }

    <R> Reading<R> map(Function<Reading<T>, R> mapper) {
        return with(mapper.apply(this));
    }
}
