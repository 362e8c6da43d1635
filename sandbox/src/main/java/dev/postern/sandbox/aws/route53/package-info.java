/**
 * Private hosted zones of Route 53 ("Actions" in the Route 53 API reference), and what names resolve to through them in a
 * VPC. Health checks, routing policies and wildcards are not looked at.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws.route53;
