/**
 * IAM roles with inline policies, and STS sessions of them ("Actions" in the IAM and the STS API reference).
 *
 * <p>The holder of an account's long-lived keys may do everything there. A session may do what its role's inline
 * policies allow: action names with {@code *} are looked at, resources and conditions are not. Trust policies are looked
 * at for principals and {@code sts:ExternalId}.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws.iam;
