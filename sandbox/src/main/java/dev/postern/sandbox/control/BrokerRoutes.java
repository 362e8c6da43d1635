package dev.postern.sandbox.control;

import dev.postern.sandbox.kafka.BrokerCertificate;
import dev.postern.sandbox.kafka.Brokers;
import dev.postern.sandbox.kafka.Permission;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be done to Kafka brokers and their users. */
final class BrokerRoutes {

    private final @Nullable Brokers brokers;

    private BrokerRoutes(@Nullable Brokers brokers) {
        this.brokers = brokers;
    }

    static void addTo(ControlRoutes routes, @Nullable Brokers brokers) {
        BrokerRoutes here = new BrokerRoutes(brokers);
        routes.add("POST", "/brokers/{id}/stop", request -> here.broker(request, "stopped", Brokers::stop))
                .add("POST", "/brokers/{id}/start", request -> here.broker(request, "started", Brokers::start))
                .add("POST", "/brokers/{id}/add", request -> here.broker(request, "added", Brokers::add))
                .add("POST", "/brokers/{id}/remove", here::remove)
                .add("POST", "/brokers/{id}/renumber", here::renumber)
                .add("POST", "/brokers/{id}/certificate", here::certificate)
                .add("POST", "/users/{id}/password", here::password)
                .add("POST", "/users/{id}/allow", request -> here.permission(request, "allowed", Brokers::allow))
                .add("POST", "/users/{id}/forbid", request -> here.permission(request, "forbidden", Brokers::forbid));
    }

    private interface BrokerChange {
        void on(Brokers brokers, int nodeId);
    }

    private interface PermissionChange {
        void on(Brokers brokers, String user, Permission permission);
    }

    private Object broker(ControlRequest request, String done, BrokerChange change) {
        int nodeId = nodeId(request);
        change(there -> change.on(there, nodeId));
        return view(nodeId, done);
    }

    private Object remove(ControlRequest request) {
        int nodeId = nodeId(request);
        change(there -> there.remove(nodeId));
        return Map.of("nodeId", nodeId, "state", "removed");
    }

    private Object renumber(ControlRequest request) {
        int nodeId = nodeId(request);
        int newId = request.number("to");
        change(there -> there.renumber(nodeId, newId));
        return view(newId, "renumbered");
    }

    private Object certificate(ControlRequest request) {
        BrokerCertificate kind = request.oneOf("show", BrokerCertificate.class);
        return broker(request, "shows " + kind, (there, nodeId) -> there.show(nodeId, kind));
    }

    private Object password(ControlRequest request) {
        String password = request.text("password");
        change(there -> there.changePassword(request.id(), password));
        return Map.of("user", request.id(), "state", "password changed");
    }

    private Object permission(ControlRequest request, String done, PermissionChange change) {
        Permission permission = request.oneOf("permission", Permission.class);
        change(there -> change.on(there, request.id(), permission));
        return Map.of("user", request.id(), done, permission);
    }

    private Object view(int nodeId, String state) {
        Map<String, String> addresses = read(() -> there().addresses(nodeId)).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().getHostString() + ":"
                                + entry.getValue().getPort()));
        return Map.of("nodeId", nodeId, "state", state, "addresses", addresses);
    }

    private void change(Consumer<Brokers> change) {
        read(() -> {
            change.accept(there());
            return true;
        });
    }

    private static <T> T read(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw ControlException.conflict(e.getMessage() + ": " + cause.getMessage());
        }
    }

    private Brokers there() {
        if (brokers == null) {
            throw ControlException.conflict("this sandbox was started without Kafka brokers");
        }
        return brokers;
    }

    private static int nodeId(ControlRequest request) {
        if (!request.id().matches("\\d{1,9}")) {
            throw ControlException.badRequest("'" + request.id() + "' is not a node id, which is a number");
        }
        return Integer.parseInt(request.id());
    }
}
