package dev.postern.connections.spi;

import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.foundation.Hostname;
import java.util.List;
import java.util.Map;

class InMemoryZonesTest extends ZoneProvisionerContract {

    private static final Map<String, Cause> CAUSES = Map.of(
            "Throttling", Cause.THROTTLED,
            "PriorRequestNotComplete", Cause.THROTTLED,
            "TooManyHostedZones", Cause.QUOTA,
            "AccessDenied", Cause.DENIED);

    @Override
    protected DnsWorld world() {
        InMemoryZones zones = new InMemoryZones();
        return new DnsWorld() {

            @Override
            public ZoneProvisioner zones() {
                return zones;
            }

            @Override
            public PlacementId placement() {
                return new PlacementId("us-east-1", "111111111111", "vpc-1");
            }

            @Override
            public PlacementId elsewhere() {
                return new PlacementId("eu-west-1", "111111111111", "vpc-2");
            }

            @Override
            public List<AliasTarget> targets() {
                return List.of(
                        new AliasTarget("vpce-1.vpce.test", "ZVPCE"), new AliasTarget("vpce-2.vpce.test", "ZVPCE"));
            }

            @Override
            public void settle() {
                zones.settle();
            }

            @Override
            public List<String> resolve(PlacementId placement, Hostname hostname) {
                return zones.resolve(placement, hostname);
            }

            @Override
            public int count(Hostname hostname) {
                return zones.count(hostname);
            }

            @Override
            public void foreignZone(PlacementId placement, Hostname hostname) {
                zones.foreignZone(placement, hostname);
            }

            @Override
            public void deleteZone(Hostname hostname) {
                zones.remove(hostname);
            }

            // Here a zone has one record only, so that this comes to the same as having that changed.
            @Override
            public void addRecord(Hostname hostname) {
                zones.point(hostname, new AliasTarget("elsewhere.vpce.test", "ZVPCE"));
            }

            @Override
            public void refuseAll(String awsErrorCode) {
                zones.refuseAll(new Refusal(CAUSES.getOrDefault(awsErrorCode, Cause.UNKNOWN), awsErrorCode, "refused"));
            }

            @Override
            public void refuseNothing() {
                zones.refuseNothing();
            }

            @Override
            public void close() {}
        };
    }
}
