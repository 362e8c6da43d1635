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

        /** Whose it is; "" if it does not say. */
        public String connection() {
            return tags.getOrDefault(ResourceNames.CONNECTION_TAG, "");
        }

        /** 0 if it does not say. */
        public int generation() {
            return Math.toIntExact(Math.min(number(ResourceNames.GENERATION_TAG), Integer.MAX_VALUE));
        }

        /** 0 if it does not say. */
        public long epoch() {
            return number(ResourceNames.EPOCH_TAG);
        }

        private long number(String tag) {
            String text = tags.getOrDefault(tag, "");
            return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
        }
    }
}
