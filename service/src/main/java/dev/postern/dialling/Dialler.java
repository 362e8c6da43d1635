package dev.postern.dialling;

import dev.postern.dialling.NotDialled.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;

/**
 * The one door to the outside: nothing else of the service connects to anything that a tenant has a say in. It looks at
 * the very address that is then dialled, each time; a name is nothing that it could be told.
 */
public final class Dialler {

    private final AddressPolicy policy;
    private final NameLookup names;

    Dialler(AddressPolicy policy) {
        this(policy, new NameLookup(policy));
    }

    Dialler(AddressPolicy policy, NameLookup names) {
        this.policy = policy;
        this.names = names;
    }

    /**
     * Once: whoever dials later dials what this found.
     *
     * @param owner who has so many look-ups at once: a tenant
     */
    public LookedUp resolve(Object owner, String host, Duration limit) {
        return names.resolve(owner, host, limit);
    }

    /** An open socket, without delays (Nagle's) and without any limit on reading. */
    public Socket dial(InetAddress address, int port, Duration limit) throws NotDialled {
        InetSocketAddress checked = checked(address, port);
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(checked, (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis())));
            return socket;
        } catch (IOException failed) {
            quietlyClose(socket);
            throw why(failed);
        }
    }

    /** For a library that opens its sockets itself: the address, without any name, if it may be dialled. */
    public InetSocketAddress checked(InetAddress address, int port) throws NotDialled {
        InetAddress bytes = bytes(address);
        if (!policy.allows(bytes)) {
            throw new NotDialled(Reason.FORBIDDEN, "");
        }
        return new InetSocketAddress(bytes, port);
    }

    /** What an exception means that came of connecting. */
    public static NotDialled why(Throwable failed) {
        String message = String.valueOf(failed.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (failed instanceof SocketTimeoutException || lower.contains("timed out")) {
            return new NotDialled(Reason.TIMED_OUT, message);
        }
        return new NotDialled(lower.contains("refused") ? Reason.REFUSED : Reason.UNREACHABLE, message);
    }

    /** Bytes alone: a name would only be there to be looked up. */
    private static InetAddress bytes(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }

    private static void quietlyClose(Socket socket) {
        try {
            socket.close();
        } catch (IOException closing) {
            // it was never open
        }
    }
}
