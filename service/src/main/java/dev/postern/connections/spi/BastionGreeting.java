package dev.postern.connections.spi;

/** What came of asking a bastion for its host key. */
public sealed interface BastionGreeting {

    /** It shows this one, and was told nothing. */
    record Shown(SshPublicKey hostKey) implements BastionGreeting {}

    /** It was not reached. */
    record NotReached(BastionContact why) implements BastionGreeting {}
}
