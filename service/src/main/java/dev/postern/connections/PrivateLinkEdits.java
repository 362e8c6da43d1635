package dev.postern.connections;

import dev.postern.connections.ConnectionService.Edited;
import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people may want of a connection over AWS PrivateLink. */
@Component
class PrivateLinkEdits {

    private final PrivateLinkRules rules;
    private final ConnectionDirectory directory;
    private final Clock clock;

    PrivateLinkEdits(PrivateLinkRules rules, ConnectionDirectory directory, Clock clock) {
        this.rules = rules;
        this.directory = directory;
        this.clock = clock;
    }

    PrivateLinkConnection create(PrivateLinkCreate request) {
        PrivateLinkIntent intent = rules.check(
                request.serviceName(), request.serviceRegion(), request.availabilityZones(), request.dns(), null);
        ConnectionId id = ConnectionId.next();
        refuseIfClaimed(id, intent.serviceName());
        return PrivateLinkConnection.create(TenantScope.required(), id, request.name(), intent, Connections.now(clock));
    }

    void checkServiceName(String name) {
        rules.checkServiceName(name);
    }

    Edited edit(PrivateLinkConnection before, ConnectionEdit edit) {
        PrivateLinkPatch present = PrivateLinkPatch.of(before);
        PrivateLinkPatch wanted = edit.apply(present, PrivateLinkPatch.class);
        return wanted.equals(present)
                ? new Edited(before, "")
                : new Edited(changed(before, present, wanted), sentence(present, wanted));
    }

    private PrivateLinkConnection changed(
            PrivateLinkConnection before, PrivateLinkPatch present, PrivateLinkPatch wanted) {
        if (!before.live()) {
            throw ConnectionService.beingDeleted();
        }
        if (present.sameTarget(wanted)) {
            return before.renamed(wanted.name());
        }
        if (!before.targetOpen()) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    "Service, zones and DNS cannot be changed any more, for there is an endpoint or one is being made. "
                            + "Make another connection instead.");
        }
        PrivateLinkIntent intent = rules.check(
                wanted.serviceName(),
                wanted.serviceRegion(),
                wanted.availabilityZones(),
                wanted.dns(),
                before.intent().hostname());
        if (before.holdings().zone().mayExist()
                && !Objects.equals(intent.hostname(), before.intent().hostname())) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    "DNS cannot be changed any more, for there is a hosted zone or one was being made. Make another "
                            + "connection instead.");
        }
        if (before.holdings().placement() != null
                && !intent.region().equals(before.intent().region())) {
            throw PosternException.invalid(
                    "/availabilityZones",
                    "are in %s, but the connection is in %s already. Make another connection instead."
                            .formatted(intent.region(), before.intent().region()));
        }
        refuseIfClaimed(before.id(), intent.serviceName());
        return before.retargeted(wanted.name(), intent, Connections.now(clock));
    }

    private static String sentence(PrivateLinkPatch present, PrivateLinkPatch wanted) {
        if (present.sameTarget(wanted)) {
            return "Renamed from %s to %s.".formatted(present.name(), wanted.name());
        }
        DnsSettings dns = wanted.dns();
        return "Changed to service %s in %s with %s; waits for its turn."
                .formatted(
                        wanted.serviceName() == null ? "(none yet)" : wanted.serviceName(),
                        String.join(", ", wanted.availabilityZones()),
                        dns == null || dns.hostname() == null
                                ? "nothing in DNS"
                                : "a hosted zone for " + dns.hostname());
    }

    /** Says which connection it is only to the tenant that it belongs to. */
    private void refuseIfClaimed(ConnectionId asking, @Nullable String serviceName) {
        if (serviceName == null) {
            return;
        }
        ConnectionKey claimant = directory.claimant(serviceName, asking).orElse(null);
        if (claimant == null) {
            return;
        }
        throw new PosternException(
                ErrorKind.SERVICE_CLAIMED,
                claimant.tenantId().equals(TenantScope.required())
                        ? "Connection %s uses this endpoint service already. Route through that one."
                                .formatted(claimant.connectionId())
                        : "This endpoint service cannot be used. Check its name, or ask the operator.");
    }
}
