package dev.postern.testing;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Region;
import dev.postern.sandbox.aws.setting.Subnet;
import dev.postern.sandbox.aws.setting.Vpc;
import java.util.HashMap;
import java.util.Map;

/** An operator's configuration whose AWS is a sandbox: what the service is told, and all that it knows of it. */
public final class SandboxProperties {

    private SandboxProperties() {}

    public static Map<String, String> of(Sandbox sandbox) {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "postern.privatelink.endpoint-override", sandbox.awsEndpoint().toString());
        properties.put("postern.privatelink.access-key-id", Account.OPERATOR.accessKeyId());
        properties.put("postern.privatelink.secret-access-key", Account.OPERATOR.secretAccessKey());
        for (Region region : sandbox.aws().setting().regions()) {
            Vpc vpc = sandbox.aws().operatorVpc(region.name());
            String placement = "postern.privatelink.regions.%s.placements[0]".formatted(region.name());
            properties.put(placement + ".account", Account.OPERATOR.id());
            properties.put(placement + ".vpc", vpc.id());
            properties.put(placement + ".security-group", vpc.securityGroupId());
            for (String zone : region.zoneIds()) {
                Subnet subnet = vpc.subnetIn(zone);
                properties.put("%s.subnets.%s".formatted(placement, zone), subnet.id());
            }
        }
        properties.put("postern.privatelink.throttled-pause", "50ms");
        // Its endpoints and bastions are on loopback.
        properties.put("postern.dialling.allow", "127.0.0.0/8");
        properties.put("postern.dialling.allow-bastions", "127.0.0.0/8");
        properties.put("postern.bastions.retry-max", "1s");
        properties.put("postern.bastions.contacts-per-minute", "6000");
        properties.put("postern.secrets.refresh-interval", "500ms");
        // Nothing in the sandbox takes long, so nobody needs to wait long to see it.
        properties.put("postern.reconciler.observer-interval", "300ms");
        properties.put("postern.reconciler.backoff-initial", "250ms");
        properties.put("postern.reconciler.backoff-max", "2s");
        properties.put("postern.reconciler.deletion-interval", "500ms");
        properties.put("postern.reconciler.visibility-grace", "2s");
        properties.put("postern.scheduler.polling-interval", "200ms");
        return properties;
    }

    /** The same operator's wish to have keys encrypted by a KMS key, which is made for this. */
    public static Map<String, String> kms(Sandbox sandbox) {
        return Map.of(
                "postern.kms.key-arn",
                sandbox.aws()
                        .kmsKeys()
                        .create(
                                Account.OPERATOR.id(),
                                sandbox.aws().setting().regions().getFirst().name()),
                "postern.kms.endpoint-override",
                sandbox.awsEndpoint().toString(),
                "postern.kms.access-key-id",
                Account.OPERATOR.accessKeyId(),
                "postern.kms.secret-access-key",
                Account.OPERATOR.secretAccessKey());
    }
}
