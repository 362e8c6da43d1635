package dev.postern.sandbox.control;

import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.BastionFaults;
import dev.postern.sandbox.ssh.Bastions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be seen of tenants' bastions and done to them. */
final class BastionRoutes {

    private final Bastions bastions;

    private BastionRoutes(Bastions bastions) {
        this.bastions = bastions;
    }

    /** Something that is done to a bastion. */
    private interface Change {
        void on(Bastion bastion, ControlRequest request) throws IOException;
    }

    /** Something that is wrong with a bastion from now on, or no longer. */
    private interface FaultChange {
        void on(BastionFaults faults) throws IOException;
    }

    static void addTo(ControlRoutes routes, Bastions bastions) {
        BastionRoutes here = new BastionRoutes(bastions);
        routes.add("GET", "/bastions", request -> here.list())
                .add("GET", "/bastions/{id}", request -> here.view(request.id()));
        here.add(routes, "PUT", "authorized-keys", (bastion, request) -> bastion.authorize(request.body()));
        here.fault(routes, "change-host-key", BastionFaults::changeHostKey);
        here.fault(routes, "restore-host-key", BastionFaults::restoreHostKey);
        here.add(
                routes,
                "POST",
                "forwarding",
                (bastion, request) -> bastion.faults().prohibitForwarding(!request.truth("allowed")));
        here.add(routes, "POST", "unreachable", BastionRoutes::lose);
        here.fault(routes, "reachable", BastionFaults::reachable);
        here.fault(routes, "freeze", BastionFaults::freeze);
        here.fault(routes, "thaw", BastionFaults::thaw);
        here.add(
                routes,
                "POST",
                "slow",
                (bastion, request) -> request.read(Slowness.class).on(bastion.faults()));
        here.fault(routes, "drop", BastionFaults::drop);
        here.fault(routes, "close-port", BastionFaults::closePort);
        here.fault(routes, "open-port", BastionFaults::openPort);
        here.fault(routes, "mend", BastionFaults::mend);
    }

    /**
     * How slow to be; what is left out is as fast as it can be.
     */
    record Slowness(@Nullable Long delayMillis, @Nullable Long bytesPerSecond) {
        void on(BastionFaults faults) {
            faults.slow(
                    Duration.ofMillis(delayMillis == null ? 0 : delayMillis),
                    bytesPerSecond == null ? Long.MAX_VALUE : bytesPerSecond);
        }
    }

    private void fault(ControlRoutes routes, String what, FaultChange change) {
        add(routes, "POST", what, (bastion, request) -> change.on(bastion.faults()));
    }

    private void add(ControlRoutes routes, String method, String what, Change change) {
        routes.add(method, "/bastions/{id}/" + what, request -> {
            try {
                change.on(bastion(request.id()), request);
            } catch (IllegalArgumentException e) {
                throw ControlException.badRequest(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw ControlException.conflict(String.valueOf(e.getMessage()));
            }
            return view(request.id());
        });
    }

    private static void lose(Bastion bastion, ControlRequest request) {
        HostAndPort there = HostAndPort.parse(request.text("to"));
        bastion.faults().unreachable(there.host(), there.port());
    }

    private List<BastionView> list() {
        return bastions.all().entrySet().stream()
                .map(entry -> BastionView.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private BastionView view(String name) {
        return BastionView.of(name, bastion(name));
    }

    private Bastion bastion(String name) {
        return bastions.find(name)
                .orElseThrow(() ->
                        ControlException.notFound("there is no bastion '" + name + "'; GET /bastions lists them"));
    }
}
