package dev.postern.connections.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of endpoints.
 *
 * @param nextToken asks for the page that follows; null on the last one
 */
public record EndpointPage(List<Listed> endpoints, @Nullable String nextToken) {

    public EndpointPage {
        endpoints = List.copyOf(endpoints);
    }

    /** What a list says of one endpoint: its state as AWS writes it, and the tags that we gave it. */
    public record Listed(String id, String state, Map<String, String> tags) {

        public Listed {
            tags = Map.copyOf(tags);
        }
    }
}
