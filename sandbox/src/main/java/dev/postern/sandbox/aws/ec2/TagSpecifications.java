package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Tags;
import java.util.Map;
import java.util.TreeMap;

/** The {@code TagSpecification} parameters of an operation that creates something. */
final class TagSpecifications {

    private TagSpecifications() {}

    /**
     * The tags for what is created.
     *
     * @throws dev.postern.sandbox.aws.wire.AwsException for tags of another resource type, or that break a rule
     */
    static Map<String, String> read(QueryParameters parameters, String resourceType) {
        Map<String, String> tags = new TreeMap<>();
        for (QueryParameters specification : parameters.structures("TagSpecification")) {
            String type = specification.required("ResourceType");
            if (!type.equals(resourceType)) {
                throw Ec2Errors.invalidValue(
                        "'" + type + "' is not a valid taggable resource type for this operation.");
            }
            tags.putAll(Tags.read(specification.structures("Tag")));
        }
        return Tags.union(Map.of(), tags);
    }
}
