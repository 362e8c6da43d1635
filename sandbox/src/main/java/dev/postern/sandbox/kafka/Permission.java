package dev.postern.sandbox.kafka;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What users may be allowed where the brokers authorize. */
public enum Permission {
    /** {@code DESCRIBE_CONFIGS} on the cluster. */
    DESCRIBE_CONFIGS,
    /** {@code DESCRIBE} on every topic. */
    DESCRIBE_TOPICS;

    AclBinding of(String user) {
        var pattern = this == DESCRIBE_CONFIGS
                ? new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL)
                : new ResourcePattern(ResourceType.TOPIC, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL);
        var operation = this == DESCRIBE_CONFIGS ? AclOperation.DESCRIBE_CONFIGS : AclOperation.DESCRIBE;
        return new AclBinding(pattern, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
