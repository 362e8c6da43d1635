package dev.postern.onboarding;

import dev.postern.connections.PrivateLinkBriefing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a tenant applies in its AWS account. */
@Component
class PrivateLinkKit {

    private static final int NAME = 12;

    private final Templates templates;

    PrivateLinkKit(Templates templates) {
        this.templates = templates;
    }

    List<KitItem> of(PrivateLinkBriefing connection, LoadBalancerPlan plan) {
        List<KitItem> items = new ArrayList<>();
        items.add(new KitItem(
                Kit.TERRAFORM,
                "Terraform for your AWS account",
                "A network load balancer with a listener for each broker, the endpoint service, and its allowed principal. "
                        + "Its variables are what Postern cannot know: VPC, subnets, and where each broker is. Apply it "
                        + "again when routes or brokers have changed." + left(plan),
                Kit.fileName("postern", connection.name(), ".tf"),
                KitLanguage.HCL,
                terraform(connection, plan)));
        String serviceName = connection.serviceName();
        String endpoint = connection.endpointId();
        if (serviceName != null && endpoint != null) {
            items.add(new KitItem(
                    Kit.ACCEPT_ENDPOINT,
                    "Accept the endpoint",
                    "Lets Postern's endpoint in, with the AWS CLI and rights in the account of the endpoint service.",
                    Kit.fileName("accept-endpoint", connection.name(), ".sh"),
                    KitLanguage.SHELL,
                    templates.render(
                            KitLanguage.SHELL,
                            "accept-endpoint.sh",
                            Map.of(
                                    "connection",
                                    connection.name(),
                                    "region",
                                    connection.serviceRegion(),
                                    "serviceId",
                                    serviceName.substring(serviceName.lastIndexOf('.') + 1),
                                    "endpoint",
                                    endpoint))));
        }
        return items;
    }

    String terraform(PrivateLinkBriefing connection, LoadBalancerPlan plan) {
        String id = connection.id().value();
        Map<String, Object> values = new HashMap<>();
        values.put("connection", connection.name());
        values.put("connectionId", id);
        values.put("name", "postern-" + id.substring(id.length() - NAME));
        values.put("notes", plan.notes());
        values.put("zones", connection.availabilityZones());
        values.put("serviceRegion", connection.serviceRegion());
        values.put("endpointRegion", connection.region());
        values.put("crossRegion", connection.crossRegion());
        if (connection.principal() != null) {
            values.put("principal", connection.principal());
        }
        values.put(
                "listeners",
                plan.listeners().stream().map(PrivateLinkKit::values).toList());
        values.put(
                "anyBroker",
                plan.anyBroker().stream().map(PrivateLinkKit::values).toList());
        return templates.render(KitLanguage.HCL, "terraform.tf", values);
    }

    private static Map<String, Object> values(Listener listener) {
        return Map.of(
                "key", Integer.toString(listener.port()),
                "broker", listener.broker(),
                "cluster", listener.cluster(),
                "port", listener.brokerPort(),
                "required", listener.required());
    }

    private static Map<String, Object> values(AnyBrokerListener listener) {
        return Map.of(
                "key", Integer.toString(listener.port()),
                "cluster", listener.cluster(),
                "brokers", listener.brokers().stream().map(String::valueOf).toList(),
                "port", listener.brokerPort());
    }

    private static String left(LoadBalancerPlan plan) {
        return plan.notes().isEmpty() ? "" : " Read the notes at its beginning: not all routes could be served.";
    }
}
