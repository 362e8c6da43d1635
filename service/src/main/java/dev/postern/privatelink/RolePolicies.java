package dev.postern.privatelink;

import dev.postern.connections.spi.ResourceNames;

/** What a connection's role trusts, and what it may do (IAM, "Policies and permissions"). */
final class RolePolicies {

    /** The one inline policy of the role. */
    static final String NAME = "postern-endpoint";

    private RolePolicies() {}

    /** The operator, who names the connection, may assume the role, and nobody else. */
    static String trust(String operatorArn, ResourceNames names) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [{
                    "Effect": "Allow",
                    "Principal": {"AWS": "%s"},
                    "Action": "sts:AssumeRole",
                    "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}
                  }]
                }""".formatted(operatorArn, names.externalId());
    }

    /**
     * To look for a service and to make an endpoint with tags, across regions too. Nothing of what it can do shows
     * anything of another connection.
     */
    static String permissions() {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": [
                        "ec2:DescribeVpcEndpointServices",
                        "ec2:CreateVpcEndpoint",
                        "vpce:AllowMultiRegion"
                      ],
                      "Resource": "*"
                    },
                    {
                      "Effect": "Allow",
                      "Action": "ec2:CreateTags",
                      "Resource": "arn:aws:ec2:*:*:vpc-endpoint/*",
                      "Condition": {"StringEquals": {"ec2:CreateAction": "CreateVpcEndpoint"}}
                    }
                  ]
                }""";
    }
}
