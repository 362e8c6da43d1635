package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.store.Table;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The VPC endpoints there are, for those who only look. Their owner does not find one that is not visible yet; the owner
 * of the service does.
 */
final class Endpoints {

    private final Table<VpcEndpoint> table;
    private final Appearances appearances;

    Endpoints(Table<VpcEndpoint> table, Appearances appearances) {
        this.table = table;
        this.appearances = appearances;
    }

    /** Those that an account finds in a region. */
    Stream<VpcEndpoint> of(String accountId, String region) {
        return present(accountId, region).filter(appearances::isVisible);
    }

    /** Those that there are, found or not. */
    Stream<VpcEndpoint> present(String accountId, String region) {
        return table.stream().filter(endpoint -> isOf(endpoint, accountId, region));
    }

    Optional<VpcEndpoint> find(String accountId, String region, String id) {
        return table.find(id)
                .filter(endpoint -> isOf(endpoint, accountId, region))
                .filter(appearances::isVisible);
    }

    /** The connections of a service. */
    Stream<VpcEndpoint> of(EndpointService service) {
        return table.stream().filter(endpoint -> endpoint.serviceName().equals(service.name()));
    }

    private static boolean isOf(VpcEndpoint endpoint, String accountId, String region) {
        return endpoint.accountId().equals(accountId) && endpoint.region().equals(region);
    }
}
