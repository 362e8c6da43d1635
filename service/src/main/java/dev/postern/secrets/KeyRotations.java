package dev.postern.secrets;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.AuditedChange;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;

/** Starts and shows rotations of the encryption key; whoever may do that has been let in before. */
public final class KeyRotations {

    private final SystemDatabase database;
    private final RotationRows rows;
    private final ApplicationEventPublisher events;

    KeyRotations(SystemDatabase database, RotationRows rows, ApplicationEventPublisher events) {
        this.database = database;
        this.rows = rows;
        this.events = events;
    }

    /**
     * The rotation that is under way, which this starts if there is none.
     *
     * @param actor who asks for it, as the audit log names them
     */
    public KeyRotation start(String actor) {
        return database.inTransaction(() -> {
            Optional<KeyRotation> underWay = rows.underWay();
            while (underWay.isEmpty()) {
                KeyRotationId id = KeyRotationId.next();
                if (rows.insertUnlessUnderWay(id, actor)) {
                    events.publishEvent(
                            new AuditedChange(null, "secret-key-rotation.started", id.value(), null, Map.of()));
                }
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
