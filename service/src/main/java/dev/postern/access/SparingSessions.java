package dev.postern.access;

import dev.postern.access.SparingSessions.Sparing;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions whose last use is written down once a minute. Spring Session has each request write it: many requests of one
 * session would wait for one row, each with a connection to the database.
 *
 * @param <S> as they are stored
 */
final class SparingSessions<S extends Session> implements SessionRepository<Sparing<S>> {

    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);

    private final SessionRepository<S> stored;

    private SparingSessions(SessionRepository<S> stored) {
        this.stored = stored;
    }

    static <S extends Session> SparingSessions<S> of(SessionRepository<S> stored) {
        return new SparingSessions<>(stored);
    }

    @Override
    public Sparing<S> createSession() {
        return new Sparing<>(stored.createSession());
    }

    @Override
    public void save(Sparing<S> session) {
        if (session.changed) {
            stored.save(session.stored);
            session.changed = false;
        }
    }

    @Override
    public @Nullable Sparing<S> findById(String id) {
        S found = stored.findById(id);
        return found == null ? null : new Sparing<>(found).unchanged();
    }

    @Override
    public void deleteById(String id) {
        stored.deleteById(id);
    }

    /** One session, and whether there is anything to write down of it. */
    static final class Sparing<S extends Session> implements Session {

        private final S stored;
        private boolean changed = true;

        private Sparing(S stored) {
            this.stored = stored;
        }

        private Sparing<S> unchanged() {
            changed = false;
            return this;
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            if (!now.isBefore(stored.getLastAccessedTime().plus(OFTEN_ENOUGH))) {
                changed = true;
                stored.setLastAccessedTime(now);
            }
        }

        @Override
        public String changeSessionId() {
            changed = true;
            return stored.changeSessionId();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            changed = true;
            if (value == null) {
                stored.removeAttribute(name);
            } else {
                stored.setAttribute(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            changed = true;
            stored.removeAttribute(name);
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            changed = true;
            stored.setMaxInactiveInterval(interval);
        }

        @Override
        public String getId() {
            return stored.getId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return stored.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return stored.getAttributeNames();
        }

        @Override
        public Instant getCreationTime() {
            return stored.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return stored.getLastAccessedTime();
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return stored.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return stored.isExpired();
        }
    }
}
