package dev.postern.connections.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of connections' IAM roles.
 *
 * @param connections ids of the connections that they belong to
 * @param nextToken asks for the page that follows; null on the last one
 */
public record PrincipalPage(
        List<String> connections, @Nullable String nextToken) {

    public PrincipalPage {
        connections = List.copyOf(connections);
    }
}
