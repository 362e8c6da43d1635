package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.store.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The VPC endpoints there are, for those who only look. */
final class Endpoints {

    private final Table<VpcEndpoint> table;

    Endpoints(Table<VpcEndpoint> table) {
        this.table = table;
    }

    List<VpcEndpoint> list() {
        return table.list();
    }

    Stream<VpcEndpoint> of(String accountId, String region) {
        return table.stream()
                .filter(endpoint -> endpoint.accountId().equals(accountId)
                        && endpoint.region().equals(region));
    }

    Optional<VpcEndpoint> find(String accountId, String region, String id) {
        return table.find(id)
                .filter(endpoint -> endpoint.accountId().equals(accountId)
                        && endpoint.region().equals(region));
    }

    /** The connections of a service. */
    Stream<VpcEndpoint> of(EndpointService service) {
        return table.stream().filter(endpoint -> endpoint.serviceName().equals(service.name()));
    }
}
