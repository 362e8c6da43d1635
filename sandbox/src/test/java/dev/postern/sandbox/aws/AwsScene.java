package dev.postern.sandbox.aws;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.network.NamedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** A sandbox in which the tenant acme offers two brokers behind a service, and everybody's clients. */
final class AwsScene implements AutoCloseable {

    static final String REGION = "us-east-1";
    static final List<String> SERVICE_ZONES = List.of("use1-az1", "use1-az2");

    final Sandbox sandbox;
    final AwsClients operator;
    final AwsClients acme;
    final AwsClients globex;
    final String serviceName;
    final LoadBalancer loadBalancer;

    private final NamedServer brokerOne = new NamedServer("broker-1");
    private final NamedServer brokerTwo = new NamedServer("broker-2");

    AwsScene() {
        this(builder -> builder.time(TimeMode.EXPLICIT));
    }

    AwsScene(UnaryOperator<Sandbox.Builder> choices) {
        try {
            sandbox = choices.apply(Sandbox.builder()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operator = AwsClients.of(sandbox.awsEndpoint(), Account.OPERATOR);
        acme = AwsClients.of(sandbox.awsEndpoint(), Account.ACME);
        globex = AwsClients.of(sandbox.awsEndpoint(), Account.GLOBEX);
        loadBalancer = new LoadBalancer("acme-kafka")
                .listen(9001, brokerOne.target())
                .listen(9002, brokerTwo.target())
                .listen(9091, brokerOne.target(), brokerTwo.target());
        serviceName =
                sandbox.aws().tenantService("orders", Account.ACME.id(), REGION, SERVICE_ZONES, loadBalancer, true);
    }

    String serviceId() {
        return serviceName.substring(serviceName.lastIndexOf('.') + 1);
    }

    /** Allows everybody of the operator's account. */
    AwsScene allowOperator() {
        sandbox.aws().allow(serviceName, "arn:aws:iam::111111111111:root");
        return this;
    }

    /** An endpoint in the operator's VPC, in the zones of the service. */
    CreateVpcEndpointRequest.Builder endpointRequest() {
        Vpc vpc = sandbox.aws().operatorVpc(REGION);
        return CreateVpcEndpointRequest.builder()
                .vpcEndpointType(VpcEndpointType.INTERFACE)
                .vpcId(vpc.id())
                .serviceName(serviceName)
                .subnetIds(SERVICE_ZONES.stream()
                        .map(zone -> vpc.subnetIn(zone).id())
                        .toList())
                .securityGroupIds(vpc.securityGroupId())
                .privateDnsEnabled(false);
    }

    VpcEndpoint createEndpoint() {
        return operator.ec2().createVpcEndpoint(endpointRequest().build()).vpcEndpoint();
    }

    /** Tries once, and answers the id. */
    String createEndpointOnce() {
        return operator.withoutRetries()
                .ec2()
                .createVpcEndpoint(endpointRequest().build())
                .vpcEndpoint()
                .vpcEndpointId();
    }

    VpcEndpoint describe(String id) {
        return operator.ec2()
                .describeVpcEndpoints(request -> request.vpcEndpointIds(id))
                .vpcEndpoints()
                .getFirst();
    }

    String stateOf(String id) {
        return describe(id).stateAsString();
    }

    /** Accepts and provisions. */
    void makeAvailable(String id) {
        sandbox.aws().accept(id);
        sandbox.aws().step();
    }

    static String code(Throwable refusal) {
        return ((AwsServiceException) refusal).awsErrorDetails().errorCode();
    }

    @Override
    public void close() {
        sandbox.close();
        brokerOne.close();
        brokerTwo.close();
    }
}
