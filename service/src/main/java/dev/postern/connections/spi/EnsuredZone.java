package dev.postern.connections.spi;

/** What came of asking for a hosted zone. */
public sealed interface EnsuredZone {

    /**
     * The zone is there, and its record has been ordered.
     *
     * @param id such as {@code Z0123456789ABCDEFGHIJ}
     * @param changeId tells whether the record has arrived at the name servers
     */
    record Made(String id, String changeId) implements EnsuredZone {}

    /** The VPC has a private zone of that name which is not the connection's. Nothing was made. */
    record NameTaken() implements EnsuredZone {}

    /** A zone was made with that reference before and is gone: come again with the next number. Nothing was made. */
    record ReferenceUsed() implements EnsuredZone {}
}
