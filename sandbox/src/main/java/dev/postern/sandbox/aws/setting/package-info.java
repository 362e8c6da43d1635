/**
 * What is there before anybody calls: accounts, regions, zones, VPCs and quotas; and how time passes there.
 *
 * <p>Zone ids are the same for everybody, zone names are not: each {@linkplain
 * dev.postern.sandbox.aws.setting.Account account} has them rotated differently, so that a program that mistakes a
 * tenant's {@code us-east-1a} for its own goes wrong here as it would in AWS.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws.setting;
