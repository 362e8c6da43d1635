package dev.postern.connections;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads connections of all tenants for the operator. */
@Component
class FleetConnections {

    private final SystemDatabase database;
    private final ConnectionRow rows;

    FleetConnections(SystemDatabase database, ConnectionRow rows) {
        this.database = database;
        this.rows = rows;
    }

    Page<FleetConnection> list(ConnectionFilter filter, PageRequest page) {
        return database.inTransaction(() -> {
            Page<Connection> connections = Page.of(
                    database.jdbc()
                            .sql(ConnectionRow.SELECT + " where id > :after and " + ConnectionFilter.CONDITION
                                    + " order by id limit :rows")
                            .params(filter.parameters())
                            .param("after", page.after() == null ? "" : page.after())
                            .param("rows", page.rows())
                            .query(rows)
                            .list(),
                    page,
                    connection -> connection.id().value());
            Map<String, String> names = names(connections.items());
            return connections.map(connection -> new FleetConnection(
                    connection.tenantId(),
                    Objects.requireNonNull(names.get(connection.tenantId().value())),
                    ConnectionView.of(connection)));
        });
    }

    private record Named(String id, String name) {}

    private Map<String, String> names(List<Connection> connections) {
        return database
                .jdbc()
                .sql("select id, name from tenant where id = any(:ids)")
                .param(
                        "ids",
                        connections.stream()
                                .map(connection -> connection.tenantId().value())
                                .distinct()
                                .toArray(String[]::new))
                .query((row, number) -> new Named(row.getString("id"), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Named::id, Named::name));
    }
}
