package dev.postern.connections.spi;

import dev.postern.foundation.TenantId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * How everything that is made in AWS for one connection is called. All of it follows from our own ids, so that what was
 * made before a crash is found again after it, and a tenant has no say in it.
 *
 * @param installation id of this installation, {@code ins_} and a ULID
 * @param connection id of the connection, {@code con_} and a ULID
 * @param generation grows when the endpoint has to be made again
 * @param epoch of the installation when the endpoint was about to be asked for; 0 before that
 */
public record ResourceNames(String installation, TenantId tenant, String connection, int generation, long epoch) {

    public static final String INSTALLATION_TAG = "postern:installation";
    public static final String TENANT_TAG = "postern:tenant";
    public static final String CONNECTION_TAG = "postern:connection";
    public static final String GENERATION_TAG = "postern:generation";
    public static final String EPOCH_TAG = "postern:epoch";

    private static final Pattern INSTALLATION = Pattern.compile("ins_[0-9a-z]{26}");
    private static final Pattern CONNECTION = Pattern.compile("con_[0-9a-z]{26}");

    public ResourceNames {
        if (!INSTALLATION.matcher(installation).matches()) {
            throw new IllegalArgumentException("an installation is named ins_ and a ULID, not " + installation);
        }
        if (!CONNECTION.matcher(connection).matches()) {
            throw new IllegalArgumentException("a connection is named con_ and a ULID, not " + connection);
        }
        if (generation < 1) {
            throw new IllegalArgumentException("generations count from 1, but this is " + generation);
        }
    }

    /** The IAM role that is the connection's principal: 61 characters of the 64 that IAM allows. It has no path. */
    public String roleName() {
        return "postern-%s-%s".formatted(ulid(installation), ulid(connection));
    }

    /** The id of the connection whose role is called so; empty if it is not one of that installation. */
    public static Optional<String> connectionOfRole(String installation, String roleName) {
        String prefix = "postern-%s-".formatted(ulid(installation));
        return Optional.of(roleName)
                .filter(name -> name.startsWith(prefix))
                .map(name -> "con_" + name.substring(prefix.length()))
                .filter(id -> CONNECTION.matcher(id).matches());
    }

    /** What whoever assumes the role has to say (STS, {@code sts:ExternalId}). */
    public String externalId() {
        return installation + "." + connection;
    }

    /** The session of that role: 30 characters of the 64 that STS allows. */
    public String sessionName() {
        return connection;
    }

    /** EC2's idempotency token: at most 64 characters for any generation. */
    public String clientToken() {
        return "%s-%s-%d".formatted(ulid(installation), ulid(connection), generation);
    }

    /** What a hosted zone of the connection is made with; each zone needs another number, see {@link ZoneReference}. */
    public ZoneReference zoneReference(int number) {
        return new ZoneReference(installation, connection, number);
    }

    /**
     * On everything that is made for the connection, and can have tags. Always in the same order: a request that another
     * replica repeats has to be the same request.
     */
    public SequencedMap<String, String> tags() {
        SequencedMap<String, String> tags = new LinkedHashMap<>();
        tags.put(INSTALLATION_TAG, installation);
        tags.put(TENANT_TAG, tenant.value());
        tags.put(CONNECTION_TAG, connection);
        tags.put(GENERATION_TAG, Integer.toString(generation));
        tags.put(EPOCH_TAG, Long.toString(epoch));
        return tags;
    }

    private static String ulid(String id) {
        return id.substring(id.indexOf('_') + 1);
    }
}
