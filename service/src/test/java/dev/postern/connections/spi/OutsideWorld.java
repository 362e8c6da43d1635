package dev.postern.connections.spi;

import java.util.List;

/** AWS and the tenants' side of it, as a test moves them. Nothing moves unless a test says so. */
public interface OutsideWorld extends AutoCloseable {

    EndpointProvisioner provisioner();

    /** A placement in {@code us-east-1} with subnets in all zones that the tests name. */
    PlacementId placement();

    /** A new endpoint service in {@code us-east-1} that nobody may see yet, and that requires acceptance. */
    ServiceReference service(List<String> zones);

    void allow(ServiceReference service, String principal);

    void accept(String endpointId);

    void reject(String endpointId);

    void expire(String endpointId);

    void fail(String endpointId, String reason);

    /** Somebody else deletes it. */
    void delete(String endpointId);

    /** Somebody takes off all its tags. */
    void untag(String endpointId);

    /** Whatever is under way comes about. */
    void settle();

    /** Every call is refused with this error of AWS until {@link #refuseNothing()}. */
    void refuseAll(String awsErrorCode);

    /** Every call goes through again. */
    void refuseNothing();

    @Override
    void close();
}
