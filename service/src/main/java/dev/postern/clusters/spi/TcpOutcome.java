package dev.postern.clusters.spi;

/** What came of opening a TCP connection. */
public sealed interface TcpOutcome {

    record Connected() implements TcpOutcome {}

    /** Something answered at once that nobody listens there. */
    record Refused() implements TcpOutcome {}

    /** Nothing answered at all until the deadline. */
    record TimedOut() implements TcpOutcome {}

    /** The network itself says that there is no way there. */
    record Unreachable(String detail) implements TcpOutcome {}
}
