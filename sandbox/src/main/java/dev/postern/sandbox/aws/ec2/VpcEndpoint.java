package dev.postern.sandbox.aws.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A VPC endpoint.
 *
 * @param accountId whose it is
 * @param region where it is
 * @param serviceRegion where its service is
 * @param connectionId what the owner of the service knows it by
 * @param regionalAddress a loopback literal: its regional DNS name
 * @param interfaces in the order of the region's zones
 * @param failure why it is {@code failed}
 */
public record VpcEndpoint(
        String id,
        String accountId,
        String region,
        String vpcId,
        String serviceName,
        String serviceRegion,
        String connectionId,
        EndpointState state,
        String regionalAddress,
        List<EndpointInterface> interfaces,
        List<String> securityGroupIds,
        Map<String, String> tags,
        @Nullable String policyDocument,
        @Nullable String failure,
        Instant createdAt) {

    public VpcEndpoint {
        interfaces = List.copyOf(interfaces);
        securityGroupIds = List.copyOf(securityGroupIds);
        tags = Map.copyOf(tags);
    }

    /** The regional address, then one for each interface. Across regions there is the regional one only. */
    public List<String> addresses() {
        Stream<String> zonal =
                region.equals(serviceRegion) ? interfaces.stream().map(EndpointInterface::address) : Stream.empty();
        return Stream.concat(Stream.of(regionalAddress), zonal).toList();
    }

    VpcEndpoint in(EndpointState next) {
        return new VpcEndpoint(
                id,
                accountId,
                region,
                vpcId,
                serviceName,
                serviceRegion,
                connectionId,
                next,
                regionalAddress,
                interfaces,
                securityGroupIds,
                tags,
                policyDocument,
                failure,
                createdAt);
    }

    VpcEndpoint failed(String reason) {
        return new VpcEndpoint(
                id,
                accountId,
                region,
                vpcId,
                serviceName,
                serviceRegion,
                connectionId,
                EndpointState.FAILED,
                regionalAddress,
                interfaces,
                securityGroupIds,
                tags,
                policyDocument,
                reason,
                createdAt);
    }

    VpcEndpoint at(String regional, List<EndpointInterface> others) {
        return new VpcEndpoint(
                id,
                accountId,
                region,
                vpcId,
                serviceName,
                serviceRegion,
                connectionId,
                state,
                regional,
                others,
                securityGroupIds,
                tags,
                policyDocument,
                failure,
                createdAt);
    }

    VpcEndpoint tagged(Map<String, String> newTags) {
        return new VpcEndpoint(
                id,
                accountId,
                region,
                vpcId,
                serviceName,
                serviceRegion,
                connectionId,
                state,
                regionalAddress,
                interfaces,
                securityGroupIds,
                newTags,
                policyDocument,
                failure,
                createdAt);
    }

    VpcEndpoint modified(List<EndpointInterface> newInterfaces, List<String> newGroups, @Nullable String newPolicy) {
        return new VpcEndpoint(
                id,
                accountId,
                region,
                vpcId,
                serviceName,
                serviceRegion,
                connectionId,
                state,
                regionalAddress,
                newInterfaces,
                newGroups,
                tags,
                newPolicy,
                failure,
                createdAt);
    }
}
