package dev.postern.clusters.spi;

/** What came of opening a TCP connection. */
public sealed interface TcpOutcome {

    record Connected() implements TcpOutcome {}

    /** Something answered at once that nobody listens there. */
    record Refused() implements TcpOutcome {}

    /** Nothing answered at all until the deadline. */
    record TimedOut() implements TcpOutcome {}

    /** The address is one that this installation does not connect to; nothing was sent there. */
    record Forbidden() implements TcpOutcome {}

    /** The network itself says that there is no way there. */
    record Unreachable(String detail) implements TcpOutcome {}
}
