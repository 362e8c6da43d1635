package dev.postern.resolution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver mapping says. No address stands in {@code entries} and {@code bootstrap} together more than once.
 *
 * @param kafkaClusterId the cluster's own id; null before its first metadata
 * @param entries by node id
 * @param bootstrap in the order of the cluster's bootstrap addresses
 * @param unroutable brokers by node id, then bootstrap addresses
 */
public record MappingContent(
        @Nullable String kafkaClusterId,
        List<MappingEntry> entries,
        List<BootstrapEntry> bootstrap,
        List<UnroutableBroker> unroutable) {

    /** Lets nobody in. */
    static final MappingContent EMPTY = new MappingContent(null, List.of(), List.of(), List.of());

    public MappingContent {
        entries = List.copyOf(entries);
        bootstrap = List.copyOf(bootstrap);
        unroutable = List.copyOf(unroutable);
    }
}
