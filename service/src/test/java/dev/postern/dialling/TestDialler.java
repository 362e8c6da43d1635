package dev.postern.dialling;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Diallers for tests of other rooms. */
public final class TestDialler {

    private TestDialler() {}

    /** Whoever knows which addresses a name has. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** @param cidrs private networks that are let through */
    public static Dialler allowing(String... cidrs) {
        return new Dialler(policy(cidrs));
    }

    public static Dialler knowing(Names names, String... cidrs) {
        return new Dialler(policy(cidrs), new NameLookup(names::of, policy(cidrs)));
    }

    private static AddressPolicy policy(String... cidrs) {
        return new AddressPolicy("postern.dialling.allow", List.of(cidrs));
    }
}
