package dev.postern.connections;

import dev.postern.connections.spi.EndpointPage.Listed;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be done about an endpoint that carries our installation's tag. */
enum EndpointVerdict {
    /** It is as we know it, or the reconciler is at it. */
    FITS,
    /** It is not in the state that we know it in: the reconciler has to look. */
    CHANGED,
    /** Of a deleted connection, of an earlier generation, or one too many: it is to be deleted. */
    LEFT_OVER,
    /** Of a connection that we know nothing of: left alone, for it is not ours to judge. */
    STRANGE;

    /**
     * Judges an endpoint by what the database says <i>after</i> it was listed: generations only grow, so that one that is
     * behind then has been given up.
     *
     * @param known the connection that its tags name; null if there is none
     * @param present ids of all endpoints listed that are not on their way out
     */
    static EndpointVerdict of(Listed listed, @Nullable KnownConnection known, Set<String> present) {
        if (known == null) {
            return STRANGE;
        }
        String ours = known.endpointId().orElse("");
        if (listed.id().equals(ours)) {
            boolean same = known.endpointState().orElse("").equalsIgnoreCase(listed.state());
            return same ? FITS : CHANGED;
        }
        if (!present.contains(listed.id())) {
            return FITS;
        }
        boolean superseded = known.deleted()
                || listed.generation() < known.generation()
                || (listed.generation() == known.generation() && present.contains(ours));
        return superseded ? LEFT_OVER : FITS;
    }
}
