package dev.postern.resolution;

import dev.postern.database.Notifications;
import dev.postern.database.Watches;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets requests wait for a change of a mapping, on whichever replica it is made. */
@Component
class MappingSignals implements Notifications.Subscriber {

    private final Watches<MappingKey> watches = new Watches<>();

    /** Begins to listen: what changes from now on is not missed. Close it. */
    Watches<MappingKey>.Watch watch(MappingKey mapping) {
        return watches.watch(mapping::equals);
    }

    /** How many requests may be waiting. */
    int waiting() {
        return watches.size();
    }

    @Override
    public void told(String payload) {
        watches.told(MappingKey.parse(payload));
    }

    @Override
    public void missedSome() {
        watches.missedSome();
    }

    @EventListener(ContextClosedEvent.class)
    void release() {
        watches.release();
    }
}
