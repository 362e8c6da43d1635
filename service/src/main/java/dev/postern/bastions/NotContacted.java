package dev.postern.bastions;

import dev.postern.connections.spi.BastionContact;

/** A bastion was not reached, or did not let us in. */
final class NotContacted extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient BastionContact why;

    NotContacted(BastionContact why) {
        super(why.toString(), null, false, false);
        this.why = why;
    }

    static NotContacted unreachable(String what) {
        return new NotContacted(new BastionContact.Unreachable(what));
    }

    BastionContact why() {
        return why;
    }
}
