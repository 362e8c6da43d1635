package dev.postern.events;

import dev.postern.database.Watches;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells events as they come about, of the tenant that is bound to the thread, outside of any those of all. A stream asks for
 * what comes next when its client has taken what came before: nothing is queued for anybody, and no transaction is open
 * while something is written.
 */
@Component
class EventStream {

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final int BATCH = 100;

    /** How long it takes at most until a stream ends whose token was revoked. */
    private static final Duration CHECK = Duration.ofSeconds(3);

    private final EventRows rows;
    private final RecentEvents recent;
    private final EventProperties properties;

    EventStream(EventRows rows, RecentEvents recent, EventProperties properties) {
        this.rows = rows;
        this.recent = recent;
        this.properties = properties;
    }

    /**
     * Where a stream begins.
     *
     * @param missed whether there were events in between that are forgotten
     */
    record Beginning(EventPosition position, boolean missed) {}

    /** After the event that the client has seen last; without one, or if what came then is forgotten, now. */
    Beginning beginning(Optional<EventPosition> last) {
        Optional<EventPosition> known = last.filter(rows::keepsAllAfter);
        return new Beginning(known.orElseGet(rows::now), last.isPresent() && known.isEmpty());
    }

    /**
     * Returns when the client has gone or takes nothing any more, is let in no longer, the database is away, Postern stops
     * or the stream's time is over. Whatever it is, the client connects anew and goes on, or is told why not.
     *
     * @param follow false to end with what there is
     * @param stillGood asked before anything is told, and every few seconds; throws {@link PosternException} where the
     *     caller would not be let in any more
     */
    void write(Beginning beginning, boolean follow, OutputStream out, Runnable stillGood) {
        EventWriter writer = new EventWriter(out, properties.patience(), System::nanoTime);
        long begun = System.nanoTime();
        try (Watches<TenantId>.Watch watch = recent.watch()) {
            writer.open(beginning.position(), beginning.missed());
            EventPosition position = beginning.position();
            boolean more = true;
            while (more) {
                stillGood.run();
                EventBatch batch = follow ? recent.after(position, BATCH) : rows.after(position, BATCH);
                writer.write(batch);
                position = batch.reached();
                more = batch.full() || (follow && awaitMore(watch, writer, position));
                more &= System.nanoTime() - begun < properties.streamLifetime().toNanos();
            }
            writer.heartbeat(position);
        } catch (IOException gone) {
            log.debug("A stream of events has lost its reader", gone);
        } catch (PosternException | DataAccessException | TransactionException ended) {
            log.debug("A stream of events ends", ended);
        }
    }

    /** False where the stream is not to go on. */
    private boolean awaitMore(Watches<TenantId>.Watch watch, EventWriter writer, EventPosition position)
            throws IOException {
        Duration untilHeartbeat = properties.heartbeat().minus(writer.silence());
        if (untilHeartbeat.isPositive()) {
            watch.await(untilHeartbeat.compareTo(CHECK) < 0 ? untilHeartbeat : CHECK);
        } else {
            writer.heartbeat(position);
        }
        return !recent.stopping() && !Thread.currentThread().isInterrupted();
    }
}
