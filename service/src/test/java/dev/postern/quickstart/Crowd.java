package dev.postern.quickstart;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import dev.postern.sandbox.Sandbox;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * With {@code --sandbox.crowd=true} there is more than fits on a page: the tenant "Thousand" with a thousand connections, and
 * the load balancers of {@link HundredBrokers}. For the console's stories, and for whoever wants to see how that looks.
 */
final class Crowd {

    static final String PROPERTY = "sandbox.crowd";
    private static final String NAME = "Thousand";

    private Crowd() {}

    /** The tenant once for each data directory. */
    static void gather(int port, Path directory, SystemDatabase database, Sandbox sandbox) {
        ThousandConnections connections = new ThousandConnections(database, sandbox);
        boolean there = database.jdbc()
                .sql("select exists (select from tenant where name = :name)")
                .param("name", NAME)
                .query(Boolean.class)
                .single();
        if (!there) {
            connections.addTo(tenant(new Api(URI.create("http://127.0.0.1:" + port), token(directory))));
        }
    }

    private static TenantId tenant(Api operator) {
        Answer made = operator.post("/api/v1/tenants", """
                {"name": "%s"}""".formatted(NAME));
        String id = made.text("/id");
        operator.patch("/api/v1/tenants/" + id, """
                {"quotas": {"connections": 1000}}""");
        return TenantId.of(id);
    }

    private static String token(Path directory) {
        try {
            return Files.readString(directory.resolve("operator-token")).strip();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
