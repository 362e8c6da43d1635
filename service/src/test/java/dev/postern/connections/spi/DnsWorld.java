package dev.postern.connections.spi;

import dev.postern.foundation.Hostname;
import java.util.List;

/** Route 53 and the operator's VPCs, as a test moves them. Nothing moves unless a test says so. */
public interface DnsWorld extends AutoCloseable {

    ZoneProvisioner zones();

    PlacementId placement();

    /** Another placement in the same account. */
    PlacementId elsewhere();

    /** Two names of endpoints, each of which an alias can stand for. */
    List<AliasTarget> targets();

    /** Whatever is under way comes about. */
    void settle();

    /** What the name leads to in the placement's VPC, as a resolver there answers; empty if no zone has it. */
    List<String> resolve(PlacementId placement, Hostname hostname);

    /** How many zones of that name there are in the account. */
    int count(Hostname hostname);

    /** Somebody else makes a private zone of that name for the placement's VPC. */
    void foreignZone(PlacementId placement, Hostname hostname);

    /** Somebody else deletes the zone. */
    void deleteZone(Hostname hostname);

    /** Somebody else puts a record into the zone that we know nothing of. */
    void addRecord(Hostname hostname);

    /** Every call is refused with this error of AWS until {@link #refuseNothing()}. */
    void refuseAll(String awsErrorCode);

    /** Every call goes through again. */
    void refuseNothing();

    @Override
    void close();
}
