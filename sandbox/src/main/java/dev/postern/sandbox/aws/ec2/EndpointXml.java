package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.wire.Tags;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Map;
import java.util.stream.Stream;

/** How EC2 writes endpoints: data type "VpcEndpoint". */
final class EndpointXml {

    private static final String ANYTHING_ALLOWED =
            "{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\"}]}";

    private final Setting setting;
    private final Appearances appearances;

    EndpointXml(Setting setting, Appearances appearances) {
        this.setting = setting;
        this.appearances = appearances;
    }

    Xml write(VpcEndpoint endpoint) {
        return Xml.element("vpcEndpoint")
                .with("vpcEndpointId", endpoint.id())
                .with("vpcEndpointType", "Interface")
                .with("vpcId", endpoint.vpcId())
                .with("serviceName", endpoint.serviceName())
                .with("state", state(endpoint))
                .with(
                        "policyDocument",
                        endpoint.policyDocument() == null ? ANYTHING_ALLOWED : endpoint.policyDocument())
                .with(Xml.texts(
                        "subnetIdSet", "item", endpoint.interfaces().stream().map(EndpointInterface::subnetId)))
                .with(groups(endpoint))
                .with("ipAddressType", "ipv4")
                .with("privateDnsEnabled", false)
                .with("requesterManaged", false)
                .with(Xml.texts(
                        "networkInterfaceIdSet",
                        "item",
                        endpoint.interfaces().stream().map(EndpointInterface::id)))
                .with(dnsEntries(endpoint))
                .with("creationTimestamp", endpoint.createdAt())
                .with(tags(endpoint.tags()))
                .with("ownerId", endpoint.accountId())
                .with("failureReason", endpoint.failure())
                .with(lastError(endpoint))
                .with("serviceRegion", endpoint.serviceRegion());
    }

    /** The state as it is shown. */
    String state(VpcEndpoint endpoint) {
        return appearances.stateOf(endpoint);
    }

    /** Regional first, then zonal in the order of the zones. */
    Xml dnsEntries(VpcEndpoint endpoint) {
        String zoneId = setting.region(endpoint.region()).endpointZoneId();
        Stream<String> names =
                endpoint.state().isBeingDeleted() ? Stream.empty() : appearances.namesOf(endpoint).stream();
        return Xml.items(
                "dnsEntrySet",
                names.map(name -> Xml.element("item").with("dnsName", name).with("hostedZoneId", zoneId)));
    }

    static Xml groups(VpcEndpoint endpoint) {
        return Xml.items(
                "groupSet",
                endpoint.securityGroupIds().stream()
                        .map(id -> Xml.element("item").with("groupId", id).with("groupName", id)));
    }

    static Xml tags(Map<String, String> tags) {
        return Xml.items("tagSet", Tags.write(tags, "key", "value"));
    }

    private static Stream<Xml> lastError(VpcEndpoint endpoint) {
        return Stream.ofNullable(endpoint.failure())
                .map(reason -> Xml.element("lastError").with("message", reason).with("code", "InternalError"));
    }
}
