package dev.postern.secrets;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Secret;
import dev.postern.secrets.SealedRows.SealedRow;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals with the primary key what is sealed with another one, a batch in a transaction, while everybody goes on. */
final class Resealing {

    private static final Logger log = LoggerFactory.getLogger(Resealing.class);

    private final SystemDatabase database;
    private final SealedRows rows;
    private final RotationRows rotations;
    private final SecretBox box;
    private final int batch;

    Resealing(SystemDatabase database, SealedRows rows, RotationRows rotations, SecretBox box, int batch) {
        this.database = database;
        this.rows = rows;
        this.rotations = rotations;
        this.box = box;
        this.batch = batch;
    }

    /**
     * Goes through all secrets once.
     *
     * @return where secrets are that do not open; they are left as they are
     */
    List<SealedColumn.Place> pass(KeyRotationId rotation, KeyId key) {
        List<SealedColumn.Place> unreadable = new ArrayList<>();
        for (SealedColumn column : rows.columns()) {
            Cursor cursor = new Cursor("", "");
            while (cursor != null) {
                Cursor from = cursor;
                cursor = database.inTransaction(() -> batch(rotation, key, column, from, unreadable));
            }
        }
        return unreadable;
    }

    private record Cursor(String tenant, String row) {}

    private @org.jspecify.annotations.Nullable Cursor batch(
            KeyRotationId rotation, KeyId key, SealedColumn column, Cursor from, List<SealedColumn.Place> unreadable) {
        List<SealedRow> found = rows.lockNotSealedWith(key, column, from.tenant(), from.row(), batch);
        int resealed = 0;
        for (SealedRow row : found) {
            if (reseal(row)) {
                resealed++;
            } else {
                unreadable.add(row.place());
            }
        }
        rotations.count(rotation, resealed);
        if (found.size() < batch) {
            return null;
        }
        SealedColumn.Place last = found.getLast().place();
        return new Cursor(last.tenant().value(), last.row());
    }

    private boolean reseal(SealedRow row) {
        Secret secret;
        try {
            secret = box.open(row.ciphertext(), row.place());
        } catch (IllegalStateException closed) {
            log.warn("{} cannot be sealed with the new key", row.place(), closed);
            return false;
        }
        rows.write(row.place(), box.seal(secret, row.place()));
        return true;
    }
}
