package dev.postern.connections;

/** What there is to tell whoever is led through making a connection work. */
public sealed interface ConnectionBriefing permits PrivateLinkBriefing, BastionBriefing {

    ConnectionId id();

    /** What people call it. */
    String name();

    ConnectionStanding standing();
}
