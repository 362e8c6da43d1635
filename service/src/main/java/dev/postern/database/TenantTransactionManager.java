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

/**
 * Tells PostgreSQL, at the start of each transaction, for which tenant it runs: the policies of every table read it. A tenant's
 * requests have no more transactions under way than its share; what we do for it by ourselves waits for none of them.
 */
final class TenantTransactionManager extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    /** Transaction-local (third argument true): a pooled connection never carries a tenant over. */
    private static final String BIND = "select set_config('app.tenant', ?, true)";

    private final transient TenantShares shares;

    TenantTransactionManager(DataSource dataSource, TenantShares shares) {
        super(dataSource);
        this.shares = shares;
    }

    /** Which transaction of this thread has taken from whose share. One within another does with what that has. */
    private record Taken(Object transaction, TenantId tenant) {}

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        TenantId tenant = TenantScope.current().orElse(null);
        if (tenant == null) {
            super.doBegin(transaction, definition);
            return;
        }
        begin(transaction, definition, tenant);
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

    private void begin(Object transaction, TransactionDefinition definition, TenantId tenant) {
        if (!TenantScope.answersRequest() || TransactionSynchronizationManager.hasResource(this)) {
            super.doBegin(transaction, definition);
            return;
        }
        shares.take(tenant);
        TransactionSynchronizationManager.bindResource(this, new Taken(transaction, tenant));
        boolean begun = false;
        try {
            super.doBegin(transaction, definition);
            begun = true;
        } finally {
            if (!begun) {
                giveBack(transaction);
            }
        }
    }

    private void giveBack(Object transaction) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Taken(Object by, TenantId tenant)
                && by == transaction) {
            TransactionSynchronizationManager.unbindResource(this);
            shares.giveBack(tenant);
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            giveBack(transaction);
        }
    }
}
