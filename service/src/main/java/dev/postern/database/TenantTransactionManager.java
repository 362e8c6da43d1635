package dev.postern.database;

import dev.postern.foundation.TenantId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells PostgreSQL, at the start of each transaction, for which tenant it runs: the policies of every table read it. */
final class TenantTransactionManager extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    /** Transaction-local (third argument true): a pooled connection never carries a tenant over. */
    private static final String BIND = "select set_config('app.tenant', ?, true)";

    TenantTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        TenantId tenant = TenantScope.current().orElse(null);
        if (tenant == null) {
            return;
        }
        ConnectionHolder holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        if (holder == null) {
            throw new CannotCreateTransactionException("the transaction has no connection");
        }
        try (PreparedStatement bind = holder.getConnection().prepareStatement(BIND)) {
            bind.setString(1, tenant.value());
            bind.execute();
        } catch (SQLException cause) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("could not bind the tenant to the transaction", cause);
        }
    }
}
