/** KMS as far as envelope encryption needs it: symmetric keys that encrypt and decrypt, and the states they can be in. */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws.kms;
