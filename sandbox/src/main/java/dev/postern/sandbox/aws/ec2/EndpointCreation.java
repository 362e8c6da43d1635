package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Region;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.wire.Authority;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Dialect;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import dev.postern.sandbox.network.LoopbackBlock;
import java.util.List;
import java.util.Map;

/** {@code CreateVpcEndpoint}, for interface endpoints. */
final class EndpointCreation {

    private static final String INTERFACE = "Interface";

    private final Setting setting;
    private final Dials dials;
    private final Authority authority;
    private final EndpointServices services;
    private final Endpoints endpoints;
    private final EndpointNetwork network;
    private final EndpointLife life;
    private final EndpointXml xml;
    private final ClientTokens tokens;

    EndpointCreation(
            Setting setting,
            Dials dials,
            Authority authority,
            EndpointServices services,
            Endpoints endpoints,
            EndpointNetwork network,
            EndpointLife life,
            EndpointXml xml,
            ClientTokens tokens) {
        this.setting = setting;
        this.dials = dials;
        this.authority = authority;
        this.services = services;
        this.endpoints = endpoints;
        this.network = network;
        this.life = life;
        this.xml = xml;
        this.tokens = tokens;
    }

    Xml create(AwsCall call) {
        return tokens.once(call, () -> Xml.element("result").with(xml.write(make(call))));
    }

    private VpcEndpoint make(AwsCall call) {
        QueryParameters parameters = call.parameters();
        String serviceRegion = parameters.text("ServiceRegion").orElse(call.region());
        EndpointService service =
                services.visible(call.caller(), call.region(), serviceRegion, parameters.required("ServiceName"));
        checkType(parameters);
        checkPrivateDns(parameters, service);
        Vpc vpc = vpc(call);
        EndpointPlace place = EndpointPlace.of(vpc);
        place.checkZones(parameters.list("SubnetId"), service);
        Map<String, String> tags = TagSpecifications.read(parameters, "vpc-endpoint");
        checkPermissions(call, !tags.isEmpty(), !serviceRegion.equals(call.region()));
        checkQuota(call, vpc);
        String id = Ids.random("vpce-");
        Region region = setting.region(call.region());
        List<String> groups = place.groups(parameters.list("SecurityGroupId"));
        LoopbackBlock block = network.allot(id);
        VpcEndpoint endpoint = new VpcEndpoint(
                id,
                call.accountId(),
                call.region(),
                vpc.id(),
                service.name(),
                serviceRegion,
                Ids.random("vpce-con-"),
                service.acceptanceRequired() ? EndpointState.PENDING_ACCEPTANCE : EndpointState.PENDING,
                block.regional(),
                place.subnets(parameters.list("SubnetId")).stream()
                        .map(subnet -> EndpointInterface.of(subnet, region, block))
                        .toList(),
                groups,
                tags,
                parameters.text("PolicyDocument").orElse(null),
                null,
                call.at());
        life.create(endpoint);
        return endpoint;
    }

    private Vpc vpc(AwsCall call) {
        String id = call.parameters().required("VpcId");
        return setting.vpcs(call.accountId(), call.region())
                .filter(vpc -> vpc.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.vpcNotFound(id));
    }

    private static void checkType(QueryParameters parameters) {
        String type = parameters.text("VpcEndpointType").orElse("Gateway"); // AWS's default too
        if (!type.equals(INTERFACE)) {
            throw Ec2Errors.invalidParameter(
                    "Endpoint type (" + type + ") does not match available service types ([" + INTERFACE + "]).");
        }
    }

    private static void checkPrivateDns(QueryParameters parameters, EndpointService service) {
        if (parameters.flag("PrivateDnsEnabled")) {
            throw Ec2Errors.invalidParameter("Private DNS can't be enabled because the service " + service.name()
                    + " does not provide a private DNS name.");
        }
    }

    private void checkPermissions(AwsCall call, boolean tagging, boolean acrossRegions) {
        if (tagging) {
            check(call, "ec2:CreateTags");
        }
        if (acrossRegions) {
            check(call, "vpce:AllowMultiRegion");
        }
    }

    private void check(AwsCall call, String permission) {
        if (!authority.allows(call.caller(), permission)) {
            throw Dialect.EC2.unauthorized(call.caller(), permission);
        }
    }

    private void checkQuota(AwsCall call, Vpc vpc) {
        int quota = dials.quotas().endpointsPerVpc();
        if (quota == Integer.MAX_VALUE) {
            return; // nothing to count, which matters with a hundred thousand endpoints
        }
        long present = endpoints
                .present(call.accountId(), call.region())
                .filter(endpoint -> endpoint.vpcId().equals(vpc.id()))
                .filter(endpoint -> endpoint.state() != EndpointState.DELETED)
                .count();
        if (present >= quota) {
            throw AwsException.badRequest(
                    "VpcEndpointLimitExceeded",
                    "The maximum number of " + quota + " interface endpoints in " + vpc.id() + " has been reached.");
        }
    }
}
