package dev.postern.secrets;

import dev.postern.database.SystemDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;

/** The table {@code secret_key}. */
final class KeyRows {

    private final SystemDatabase database;

    KeyRows(SystemDatabase database) {
        this.database = database;
    }

    /** Whether there is none of any purpose: the installation has never been started. */
    boolean isEmpty() {
        return database.jdbc()
                .sql("select not exists (select from secret_key)")
                .query(Boolean.class)
                .single();
    }

    List<WrappedKey> of(KeyPurpose purpose) {
        return database.jdbc()
                .sql("""
                        select id, purpose, state, wrapped, wrapped_by from secret_key
                        where purpose = :purpose
                        order by created_at, id
                        """)
                .param("purpose", purpose.name())
                .query((row, number) -> read(row))
                .list();
    }

    /** False if there is one of its purpose and state already, or of its id; that one is left as it is. */
    boolean insert(WrappedKey key) {
        return database.jdbc()
                        .sql("""
                        insert into secret_key (id, purpose, state, wrapped, wrapped_by)
                        values (:id, :purpose, :state, :wrapped, :by)
                        on conflict do nothing
                        """)
                        .param("id", key.id().bytes())
                        .param("purpose", key.purpose().name())
                        .param("state", key.state().name())
                        .param("wrapped", key.wrapped())
                        .param("by", key.wrappedBy())
                        .update()
                == 1;
    }

    /** The key is encrypted by another one from now on, unless somebody has done that meanwhile. */
    void rewrap(KeyId id, String before, byte[] wrapped, String by) {
        database.jdbc()
                .sql(
                        "update secret_key set wrapped = :wrapped, wrapped_by = :by where id = :id and wrapped_by = :before")
                .param("wrapped", wrapped)
                .param("by", by)
                .param("id", id.bytes())
                .param("before", before)
                .update();
    }

    /** The next encryption key becomes the primary one. In one transaction. */
    void promote(KeyId next) {
        change(KeyState.PRIMARY, KeyState.FORMER);
        int promoted = change(KeyState.NEXT, KeyState.PRIMARY);
        if (promoted != 1) {
            throw new IllegalStateException("key %s cannot be promoted: it is not the next one".formatted(next));
        }
    }

    private int change(KeyState from, KeyState to) {
        return database.jdbc()
                .sql("update secret_key set state = :to where purpose = 'ENCRYPTION' and state = :from")
                .param("to", to.name())
                .param("from", from.name())
                .update();
    }

    /**
     * Deletes encryption keys that only open.
     *
     * @return false if some secret needs one of them after all; nothing is deleted then
     */
    boolean deleteFormer() {
        try {
            return database.inTransaction(() -> {
                database.jdbc().sql("set local lock_timeout = '5s'").update();
                database.jdbc()
                        .sql("delete from secret_key where purpose = 'ENCRYPTION' and state = 'FORMER'")
                        .update();
                return true;
            });
        } catch (DataIntegrityViolationException | PessimisticLockingFailureException needed) {
            return false;
        }
    }

    private static WrappedKey read(ResultSet row) throws SQLException {
        return new WrappedKey(
                KeyId.of(row.getBytes("id")),
                KeyPurpose.valueOf(row.getString("purpose")),
                KeyState.valueOf(row.getString("state")),
                row.getBytes("wrapped"),
                row.getString("wrapped_by"));
    }
}
