package dev.postern.sandbox.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What must stay the same when a cluster is started again from a kept directory: whoever stored the authority's
 * certificate, a password or the cluster id would otherwise meet a stranger.
 */
record ClusterIdentity(String clusterId, Map<String, String> users, CertificateAuthority authority) {
    private static final String USER = "user.";

    ClusterIdentity {
        users = Collections.unmodifiableMap(new TreeMap<>(users));
    }

    /** Reads what {@link #write} wrote. */
    static ClusterIdentity read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var users = new TreeMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            if (name.startsWith(USER)) {
                users.put(name.substring(USER.length()), required(properties, name, file));
            }
        }
        return new ClusterIdentity(
                required(properties, "cluster.id", file),
                users,
                new CertificateAuthority(
                        Pem.readCertificate(required(properties, "authority.certificate", file)),
                        Pem.readEllipticCurveKey(required(properties, "authority.key", file))));
    }

    /** Writes all or nothing, so that a JVM that dies here leaves no half identity behind. */
    void write(Path file) {
        var properties = new Properties();
        properties.setProperty("cluster.id", clusterId);
        properties.setProperty("authority.certificate", authority.certificatePem());
        properties.setProperty("authority.key", Pem.write(authority.key()));
        users.forEach((name, password) -> properties.setProperty(USER + name, password));
        try {
            var unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), "identity", ".tmp");
            try (var writer = Files.newBufferedWriter(unfinished)) {
                properties.store(writer, "A sandbox cluster: its secrets protect nothing but this sandbox");
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public String toString() {
        return "ClusterIdentity[" + clusterId + "]";
    }

    private static String required(Properties properties, String name, Path file) {
        var value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(file + " lacks " + name);
        }
        return value;
    }
}
