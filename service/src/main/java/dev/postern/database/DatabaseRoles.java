package dev.postern.database;

import dev.postern.foundation.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The three log-in roles of Postern. The owner migrates; the application role is neither owner nor superuser, so that
 * row-level security binds it; the system role is the one that the policies let see all tenants.
 */
final class DatabaseRoles {

    static final String OWNER = "postern_owner";
    static final String APPLICATION = "postern_app";
    static final String SYSTEM = "postern_system";
    static final String DATABASE = "postern";

    private DatabaseRoles() {}

    /** Makes roles and database where they are missing, and sets the passwords. Runs as a superuser. */
    static void ensure(DataSource superuser, Map<String, Secret> passwords) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Secret> role : passwords.entrySet()) {
                String name = statement.enquoteIdentifier(role.getKey(), true);
                if (!exists(statement, "select 1 from pg_roles where rolname = ", role.getKey())) {
                    statement.execute("create role " + name);
                }
                statement.execute("alter role %s login nosuperuser nobypassrls nocreatedb nocreaterole password %s"
                        .formatted(
                                name, statement.enquoteLiteral(role.getValue().reveal())));
            }
            if (!exists(statement, "select 1 from pg_database where datname = ", DATABASE)) {
                statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
                statement.execute("revoke all on database %s from public".formatted(DATABASE));
                statement.execute("grant connect on database %s to %s, %s".formatted(DATABASE, APPLICATION, SYSTEM));
            }
        }
    }

    private static boolean exists(Statement statement, String query, String name) throws SQLException {
        try (var rows = statement.executeQuery(query + statement.enquoteLiteral(name))) {
            return rows.next();
        }
    }
}
