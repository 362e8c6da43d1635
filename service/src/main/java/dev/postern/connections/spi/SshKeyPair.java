package dev.postern.connections.spi;

import dev.postern.foundation.Secret;

/**
 * A key pair that we log in to a bastion with.
 *
 * @param privateKey in OpenSSH's own format ({@code BEGIN OPENSSH PRIVATE KEY}), without a passphrase
 */
public record SshKeyPair(SshPublicKey publicKey, Secret privateKey) {}
