package dev.postern.sandbox.ssh;

import java.util.SortedMap;

/**
 * What a bastion has counted so far, at one moment. What is open is counted down a moment after the client has closed it.
 *
 * @param sessionsOpened SSH sessions that were ever begun, whether anybody logged in or not
 * @param openSessions those that are still there
 * @param logIns how often each key has let somebody in, by its fingerprint ({@code SHA256:...})
 * @param channelsOpened connections that were ever forwarded
 * @param openChannels those that are still there
 * @param channelsRefused connections that were asked for and not forwarded, whatever the reason
 */
public record BastionCounters(
        long sessionsOpened,
        int openSessions,
        SortedMap<String, Long> logIns,
        long channelsOpened,
        int openChannels,
        long channelsRefused) {}
