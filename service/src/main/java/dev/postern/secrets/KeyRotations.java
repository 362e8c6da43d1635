package dev.postern.secrets;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import java.util.Optional;

/** Starts and shows rotations of the encryption key; whoever may do that has been let in before. */
public final class KeyRotations {

    private final SystemDatabase database;
    private final RotationRows rows;

    KeyRotations(SystemDatabase database, RotationRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * The rotation that is under way, which this starts if there is none.
     *
     * @param actor the id of the token that asks for it
     */
    public KeyRotation start(String actor) {
        return database.inTransaction(() -> {
            Optional<KeyRotation> underWay = rows.underWay();
            while (underWay.isEmpty()) {
                rows.insertUnlessUnderWay(KeyRotationId.next(), actor);
                underWay = rows.underWay(); // unless it has just been completed
            }
            return underWay.get();
        });
    }

    /** Throws {@link PosternException} where there is none. */
    public KeyRotation get(KeyRotationId id) {
        return rows.find(id).orElseThrow(() -> PosternException.notFound("rotation"));
    }

    /** The newest first. */
    public Page<KeyRotation> list(PageRequest page) {
        return Page.of(
                rows.list(page), page, (KeyRotation rotation) -> rotation.id().value());
    }
}
