package dev.postern.database;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transaction that is under way on this thread, whichever of the two roles runs it: for what must not get lost apart. */
@Component
public class OpenTransaction {

    private final DataSource applicationSource;
    private final JdbcClient application;
    private final SystemDatabase system;

    OpenTransaction(DataSource applicationSource, JdbcClient application, SystemDatabase system) {
        this.applicationSource = applicationSource;
        this.application = application;
        this.system = system;
    }

    /** Writes within it; the innermost one where a tenant's runs inside the system's. Without any: a bug, and fails. */
    public JdbcClient jdbc() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            if (TransactionSynchronizationManager.hasResource(applicationSource)) {
                return application;
            }
            if (TransactionSynchronizationManager.hasResource(system.dataSource())) {
                return system.jdbc();
            }
        }
        throw new IllegalStateException("there is no transaction that this could be written in");
    }
}
