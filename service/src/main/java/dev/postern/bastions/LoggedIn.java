package dev.postern.bastions;

import dev.postern.connections.spi.SshPublicKey;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.jspecify.annotations.Nullable;

/**
 * A session with a bastion that let us in.
 *
 * @param accepted the key with which
 */
record LoggedIn(BastionSession session, SshPublicKey accepted) implements AutoCloseable {

    /** Asks for a channel and waits for none. */
    Asked ask(HostPort target) throws IOException {
        ForwardedChannel channel = new ForwardedChannel(target);
        session.register(channel);
        return new Asked(session, target, channel, channel.open());
    }

    @Override
    public void close() {
        session.close();
    }

    /** A channel that was asked for. */
    record Asked(BastionSession session, HostPort target, ForwardedChannel channel, OpenFuture answer) {

        /**
         * Waits for the answer.
         *
         * @param deadline after which none is wanted any more: a channel that is opened nevertheless is closed again, and
         *     until then is one of {@link BastionSession#unanswered}
         */
        Opened await(Deadline deadline) throws IOException {
            if (!answer.await(Math.max(1, deadline.remaining().toMillis()))) {
                session.giveUp(channel);
                answer.cancel();
                if (answer.isOpened()) {
                    // Just before it was called off.
                    channel.close(false);
                }
                return Opened.LATE;
            }
            if (answer.isOpened()) {
                return Opened.OPEN;
            }
            if (answer.getException() instanceof SshChannelOpenException refused) {
                return switch (refused.getReasonCode()) {
                    case SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED,
                            SshConstants.SSH_OPEN_UNKNOWN_CHANNEL_TYPE -> Opened.PROHIBITED;
                    default -> Opened.FAILED;
                };
            }
            return Opened.BROKEN;
        }

        /** What the bastion said about why it opened none; null if nothing. */
        @Nullable
        String words() {
            String message =
                    answer.getException() instanceof SshChannelOpenException refused ? refused.getMessage() : null;
            return message == null || message.isBlank() ? null : BastionSession.theirs(message);
        }
    }

    /** What came of asking for a channel. */
    enum Opened {
        OPEN,
        /** The bastion does not forward there. */
        PROHIBITED,
        /** The bastion could not connect there. */
        FAILED,
        /** There was no answer in time. */
        LATE,
        /** The session ended. */
        BROKEN
    }
}
