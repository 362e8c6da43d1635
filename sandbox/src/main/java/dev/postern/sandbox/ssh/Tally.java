package dev.postern.sandbox.ssh;

import java.util.Collections;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** Counts sessions, channels and log-ins. */
final class Tally implements SessionListener, ChannelListener {

    private final AtomicLong sessionsOpened = new AtomicLong();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicLong channelsOpened = new AtomicLong();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final AtomicLong channelsRefused = new AtomicLong();
    private final ConcurrentHashMap<String, Long> logIns = new ConcurrentHashMap<>();

    BastionCounters read() {
        return new BastionCounters(
                sessionsOpened.get(),
                sessions.size(),
                Collections.unmodifiableSortedMap(new TreeMap<>(logIns)),
                channelsOpened.get(),
                channels.size(),
                channelsRefused.get());
    }

    @Override
    public void sessionCreated(Session session) {
        sessionsOpened.incrementAndGet();
        sessions.add(session);
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            Doorkeeper.letInBy(session)
                    .ifPresent(line -> logIns.merge(KeyUtils.getFingerPrint(line.key()), 1L, Long::sum));
        }
    }

    @Override
    public void sessionClosed(Session session) {
        sessions.remove(session);
    }

    @Override
    public void channelOpenSuccess(Channel channel) {
        channelsOpened.incrementAndGet();
        channels.add(channel);
    }

    @Override
    public void channelOpenFailure(Channel channel, Throwable reason) {
        channelsRefused.incrementAndGet();
    }

    @Override
    public void channelClosed(Channel channel, @Nullable Throwable reason) {
        channels.remove(channel);
    }
}
