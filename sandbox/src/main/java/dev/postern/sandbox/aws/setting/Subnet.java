package dev.postern.sandbox.aws.setting;

/** A subnet: one zone of a VPC. */
public record Subnet(String id, String vpcId, String zoneId, String cidrBlock) {}
