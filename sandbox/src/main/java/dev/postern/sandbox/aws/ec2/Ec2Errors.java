package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.wire.AwsException;

/** The refusals of EC2 that more than one operation has ("Error codes for the Amazon EC2 API"). */
final class Ec2Errors {

    private Ec2Errors() {}

    static AwsException invalidParameter(String message) {
        return AwsException.badRequest("InvalidParameter", message);
    }

    static AwsException invalidValue(String message) {
        return AwsException.badRequest("InvalidParameterValue", message);
    }

    static AwsException endpointNotFound(String id) {
        return AwsException.badRequest(
                "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '" + id + "' does not exist");
    }

    static AwsException serviceIdNotFound(String id) {
        return AwsException.badRequest(
                "InvalidVpcEndpointServiceId.NotFound", "The VpcEndpointService Id '" + id + "' does not exist");
    }

    /** The answer for a service that is not there and for one that does not allow the caller, on purpose the same. */
    static AwsException serviceNameUnknown(String name) {
        return AwsException.badRequest("InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist");
    }

    static AwsException vpcNotFound(String id) {
        return AwsException.badRequest("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist");
    }

    static AwsException subnetNotFound(String id) {
        return AwsException.badRequest("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
    }

    static AwsException groupNotFound(String id) {
        return AwsException.badRequest("InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
    }
}
