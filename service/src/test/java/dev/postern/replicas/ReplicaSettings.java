package dev.postern.replicas;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.testing.SandboxProperties;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What every replica is told. */
final class ReplicaSettings {

    private ReplicaSettings() {}

    /**
     * The properties of a replica.
     *
     * @param data the directory that all replicas share
     */
    static Map<String, String> of(Sandbox sandbox, Map<String, String> database, Path data) {
        Map<String, String> properties = new HashMap<>(SandboxProperties.of(sandbox));
        properties.putAll(database);
        properties.put("postern.data-directory", data.toString());
        sandbox.aws()
                .setting()
                .regions()
                .forEach(region -> properties.put(
                        "postern.privatelink.regions.%s.placements[0].capacity".formatted(region.name()), "100000"));
        properties.put("postern.privatelink.role-quotas.[%s]".formatted(Account.OPERATOR.id()), "100000");
        // A storm of wishes is no tenant of ours.
        properties.put("postern.limits.quotas.connections", "100000");
        properties.put("postern.limits.requests.expensive-per-minute", "100000");
        properties.put("postern.limits.requests.expensive-burst", "100000");
        properties.put("postern.limits.requests.changes-per-minute", "100000");
        properties.put("postern.limits.requests.changes-burst", "100000");
        // A dead replica's tasks are taken up, and what is left over is deleted, within seconds.
        properties.put("postern.scheduler.heartbeat-interval", "1s");
        properties.put("postern.reconciler.observer-interval", "500ms");
        properties.put("postern.reconciler.rescue-interval", "2s");
        properties.put("postern.reconciler.pause-max", "2s");
        properties.put("postern.reconciler.visibility-grace", "5s");
        properties.put("postern.sweep.interval", "2s");
        properties.put("postern.privatelink.call-timeout", "6s");
        properties.put("postern.privatelink.attempt-timeout", "2s");
        properties.put("postern.tunnels.hold", "false");
        return properties;
    }
}
