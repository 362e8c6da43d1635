package dev.postern.connections;

import dev.postern.connections.spi.EndpointPage.Listed;
import dev.postern.connections.spi.PlacementId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be done about an endpoint that carries our installation's tag. */
enum EndpointVerdict {
    /** It is as we know it, or the reconciler is at it. */
    FITS,
    /** It is not in the state that we know it in: the reconciler has to look. */
    CHANGED,
    /** Of a deleted connection, of an earlier generation, one too many, or where the connection is not: to be deleted. */
    LEFT_OVER,
    /**
     * Of a connection, or made at a time, that this database knows nothing of: left alone, for it is not ours to judge.
     * The database may have been restored from an older state.
     */
    STRANGE;

    /**
     * Judges an endpoint by what the database says <i>after</i> it was listed: generations and epochs only grow, so that
     * what is behind then has been given up, and what is ahead was not asked for by this database.
     *
     * @param scope where it was listed
     * @param known the connection that its tags name; null if there is none
     * @param present ids of all endpoints listed there that are not on their way out
     */
    static EndpointVerdict of(Listed listed, PlacementId scope, @Nullable KnownConnection known, Set<String> present) {
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
        if (known.deleted()) {
            return LEFT_OVER;
        }
        if (listed.generation() > known.generation() || (!known.leaving() && listed.epoch() > known.epoch())) {
            return STRANGE;
        }
        boolean superseded = listed.generation() < known.generation() || present.contains(ours);
        return superseded || known.isElsewhereThan(scope) ? LEFT_OVER : FITS;
    }
}
