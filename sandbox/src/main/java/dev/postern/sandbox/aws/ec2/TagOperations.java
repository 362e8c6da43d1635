package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Tags;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code CreateTags}, {@code DeleteTags}, {@code DescribeTags}, for endpoints and endpoint services. */
final class TagOperations {

    private final Table<VpcEndpoint> table;
    private final Endpoints endpoints;
    private final ServiceConfigurations configurations;
    private final EndpointServices services;

    TagOperations(
            Table<VpcEndpoint> table,
            Endpoints endpoints,
            ServiceConfigurations configurations,
            EndpointServices services) {
        this.table = table;
        this.endpoints = endpoints;
        this.configurations = configurations;
        this.services = services;
    }

    Xml create(AwsCall call) {
        Map<String, String> added = Tags.read(call.parameters().structures("Tag"));
        return change(call, tags -> Tags.union(tags, added));
    }

    /** Removes the given tags; one that is given with a value, only if it has that value; without any tag, all. */
    Xml delete(AwsCall call) {
        List<QueryParameters> given = call.parameters().structures("Tag");
        return change(call, tags -> {
            Map<String, String> rest = given.isEmpty() ? Map.of() : new TreeMap<>(tags);
            for (QueryParameters tag : given) {
                String key = tag.required("Key");
                tag.text("Value").ifPresentOrElse(value -> rest.remove(key, value), () -> rest.remove(key));
            }
            return rest;
        });
    }

    Xml describe(AwsCall call) {
        Filters filters = Filters.of(call.parameters());
        List<ResourceTag> matching = Stream.concat(
                        endpoints
                                .of(call.accountId(), call.region())
                                .flatMap(endpoint -> ResourceTag.all(endpoint.id(), "vpc-endpoint", endpoint.tags())),
                        configurations
                                .owned(call)
                                .flatMap(service ->
                                        ResourceTag.all(service.id(), "vpc-endpoint-service", service.tags())))
                .filter(tag -> filters.match(Map.of(tag.key(), tag.value()), tag::attribute))
                .sorted(Comparator.comparing(ResourceTag::order))
                .toList();
        Page<ResourceTag> page = Ec2Pages.page(call.parameters(), matching, ResourceTag::order);
        return Xml.element("result")
                .with(Xml.items("tagSet", page.stream().map(ResourceTag::write)))
                .with("nextToken", page.nextToken());
    }

    private Xml change(AwsCall call, UnaryOperator<Map<String, String>> change) {
        List<String> ids = call.parameters().list("ResourceId");
        List<Runnable> changes =
                ids.stream().map(id -> change(call, id, change)).toList();
        changes.forEach(Runnable::run); // only after every resource was found and every rule kept
        return Xml.element("result").with("return", true);
    }

    private Runnable change(AwsCall call, String id, UnaryOperator<Map<String, String>> change) {
        if (id.startsWith("vpce-svc-")) {
            EndpointService service = configurations.owned(call, id);
            EndpointService tagged = service.tagged(change.apply(service.tags()));
            return () -> services.put(tagged);
        }
        if (id.startsWith("vpce-")) {
            VpcEndpoint tagged = endpoints
                    .find(call.accountId(), call.region(), id)
                    .map(endpoint -> endpoint.tagged(change.apply(endpoint.tags())))
                    .orElseThrow(() -> Ec2Errors.endpointNotFound(id));
            return () -> table.put(id, tagged);
        }
        throw AwsException.badRequest("InvalidID", "The ID '" + id + "' is not valid");
    }

    /** One tag of one resource. */
    private record ResourceTag(String resourceId, String resourceType, String key, String value) {

        static Stream<ResourceTag> all(String resourceId, String resourceType, Map<String, String> tags) {
            return tags.entrySet().stream()
                    .map(tag -> new ResourceTag(resourceId, resourceType, tag.getKey(), tag.getValue()));
        }

        String order() {
            return resourceId + " " + key;
        }

        @Nullable
        Stream<String> attribute(String name) {
            return switch (name) {
                case "key" -> Stream.of(key);
                case "value" -> Stream.of(value);
                case "resource-id" -> Stream.of(resourceId);
                case "resource-type" -> Stream.of(resourceType);
                default -> null;
            };
        }

        Xml write() {
            return Xml.element("item")
                    .with("resourceId", resourceId)
                    .with("resourceType", resourceType)
                    .with("key", key)
                    .with("value", value);
        }
    }
}
