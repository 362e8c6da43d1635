package dev.postern.connections.spi;

import dev.postern.foundation.HostPort;

/** A bastion, and what is around it. */
public interface BastionWorld extends AutoCloseable {

    BastionDialler dialler();

    BastionAddress address();

    /** The key that the bastion shows. */
    SshPublicKey hostKey();

    /** Lets in whoever has the other half of this key. */
    void authorize(SshPublicKey key);

    /** The bastion is made anew: the same address, another key. */
    void replaceHostKey();

    /** The bastion does not forward there from now on. */
    void forbid(HostPort target);

    /** A broker that the bastion reaches. */
    HostPort broker();

    /** Nothing listens here; the bastion may forward there. */
    HostPort nothing();

    /** An address of the machine that a bastion is on, at which nothing listens. */
    BastionAddress closed();

    /** An address that this installation does not connect to. */
    BastionAddress forbidden();

    BastionAddress withoutAddress();

    /** Takes connections, and says nothing. */
    BastionAddress silent();

    /** Takes connections, and speaks something else than SSH. */
    BastionAddress foreign();

    /** The names of users that the bastion was told so far. */
    java.util.List<String> usersTold();

    @Override
    void close();
}
