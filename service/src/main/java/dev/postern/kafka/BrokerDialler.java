package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.NameOutcome;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.dialling.Deadline;
import dev.postern.dialling.Dialler;
import dev.postern.dialling.Diallers;
import dev.postern.dialling.LookedUp;
import dev.postern.dialling.NotDialled;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Dials the addresses of endpoints, and says in words what came of it. */
@Component
final class BrokerDialler {

    /** The same for every address that is refused: it tells nothing of what is there. */
    static final String FORBIDDEN = "This installation does not connect to that address.";

    private final Dialler dialler;

    @Autowired
    BrokerDialler(Diallers diallers) {
        this(diallers.endpoints());
    }

    BrokerDialler(Dialler dialler) {
        this.dialler = dialler;
    }

    NameOutcome resolve(TenantId tenant, String host, Duration limit) {
        return switch (dialler.resolve(tenant, host, limit)) {
            case LookedUp.Found found -> new NameOutcome.Resolved(found.addresses(), found.forbidden());
            case LookedUp.Forbidden none ->
                new NameOutcome.Forbidden("This installation does not connect to where %s leads.".formatted(host));
            case LookedUp.NoAddress none -> new NameOutcome.NotResolved("%s has no address.".formatted(host));
            case LookedUp.Late late ->
                new NameOutcome.NotResolved("The name server did not answer for %s in time.".formatted(host));
        };
    }

    Line dial(ProbeTarget target, Deadline deadline) throws ProbeFailed {
        try {
            return new Line(dialler.dial(target.ip(), target.port(), deadline.remaining()), deadline);
        } catch (NotDialled failed) {
            throw switch (failed.reason()) {
                case FORBIDDEN -> new ProbeFailed(ProbeFailure.ADDRESS_FORBIDDEN, FORBIDDEN);
                case TIMED_OUT ->
                    new ProbeFailed(
                            ProbeFailure.TCP_TIMEOUT, "Nothing answered at %s in time.".formatted(target.dialled()));
                case REFUSED ->
                    new ProbeFailed(ProbeFailure.TCP_REFUSED, "%s refused the connection.".formatted(target.dialled()));
                case UNREACHABLE ->
                    new ProbeFailed(
                            ProbeFailure.TCP_UNREACHABLE,
                            "%s cannot be reached: %s.".formatted(target.dialled(), Printable.of(failed.getMessage())));
            };
        }
    }
}
