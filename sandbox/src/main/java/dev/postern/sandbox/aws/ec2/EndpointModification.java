package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Region;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import dev.postern.sandbox.network.LoopbackBlock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ModifyVpcEndpoint}: subnets, security groups, policy. An interface whose subnet stays keeps its address. */
final class EndpointModification {

    private final Setting setting;
    private final Table<VpcEndpoint> table;
    private final Endpoints endpoints;
    private final EndpointServices services;
    private final EndpointNetwork network;
    private final EndpointLife life;

    EndpointModification(
            Setting setting,
            Table<VpcEndpoint> table,
            Endpoints endpoints,
            EndpointServices services,
            EndpointNetwork network,
            EndpointLife life) {
        this.setting = setting;
        this.table = table;
        this.endpoints = endpoints;
        this.services = services;
        this.network = network;
        this.life = life;
    }

    Xml modify(AwsCall call) {
        QueryParameters parameters = call.parameters();
        String id = parameters.required("VpcEndpointId");
        VpcEndpoint endpoint =
                endpoints.find(call.accountId(), call.region(), id).orElseThrow(() -> Ec2Errors.endpointNotFound(id));
        if (endpoint.state() != EndpointState.AVAILABLE && endpoint.state() != EndpointState.PENDING_ACCEPTANCE) {
            throw AwsException.badRequest(
                    "InvalidState",
                    "The Vpc Endpoint '" + id + "' is " + endpoint.state().wireName() + " and cannot be modified");
        }
        Vpc vpc = setting.vpc(endpoint.accountId(), endpoint.region());
        List<String> groups = EndpointPlace.of(vpc)
                .groups(changed(
                        endpoint.securityGroupIds(), parameters, "AddSecurityGroupId", "RemoveSecurityGroupId"));
        VpcEndpoint modified =
                endpoint.modified(interfaces(endpoint, vpc, parameters), groups, policy(endpoint, parameters));
        table.put(id, modified);
        if (!modified.addresses().equals(endpoint.addresses())) {
            life.reopen(modified);
        }
        return Xml.element("result").with("return", true);
    }

    private List<EndpointInterface> interfaces(VpcEndpoint endpoint, Vpc vpc, QueryParameters parameters) {
        Set<String> present = endpoint.interfaces().stream()
                .map(EndpointInterface::subnetId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> wanted = changed(present, parameters, "AddSubnetId", "RemoveSubnetId");
        EndpointPlace place = EndpointPlace.of(vpc);
        services.findByName(endpoint.serviceName()).ifPresent(service -> place.checkZones(wanted, service));
        Region region = vpc.region();
        LoopbackBlock block = network.blockOf(endpoint.id());
        return place.subnets(wanted).stream()
                .map(subnet -> endpoint.interfaces().stream()
                        .filter(old -> old.subnetId().equals(subnet.id()))
                        .findFirst()
                        .orElseGet(() -> EndpointInterface.of(subnet, region, block)))
                .toList();
    }

    private static Set<String> changed(
            Collection<String> present, QueryParameters parameters, String added, String removed) {
        Set<String> changed = new LinkedHashSet<>(present);
        changed.addAll(parameters.list(added));
        parameters.list(removed).forEach(changed::remove);
        return changed;
    }

    private static @Nullable String policy(VpcEndpoint endpoint, QueryParameters parameters) {
        if (parameters.flag("ResetPolicy")) {
            return null;
        }
        return parameters.text("PolicyDocument").orElse(endpoint.policyDocument());
    }
}
