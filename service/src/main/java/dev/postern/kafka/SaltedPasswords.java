package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.TenantId;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;

/** What SCRAM makes of a password, for the length of a run: the brokers of a cluster ask for the same, each log-in anew. */
final class SaltedPasswords {

    private static final int MOST = 16;

    private final TenantId tenant;
    private final Computing computing;
    private final Map<Key, byte[]> known = new ConcurrentHashMap<>();

    SaltedPasswords(TenantId tenant, Computing computing) {
        this.tenant = tenant;
        this.computing = computing;
    }

    private record Key(Login login, String salt, int iterations) {}

    byte[] of(Login login, byte[] salt, int iterations, Deadline deadline) throws ProbeFailed {
        Key key = new Key(login, Base64.getEncoder().encodeToString(salt), iterations);
        byte[] salted = known.get(key);
        return salted != null ? salted : computing.compute(tenant, deadline, () -> salted(key, salt));
    }

    /** Several may have waited for the same. */
    private byte[] salted(Key key, byte[] salt) {
        byte[] computed = known.get(key);
        if (computed == null) {
            computed = compute(key, salt);
            if (known.size() < MOST) {
                known.put(key, computed);
            }
        }
        return computed;
    }

    private static byte[] compute(Key key, byte[] salt) {
        try {
            return new ScramFormatter(mechanism(key.login()))
                    .saltedPassword(key.login().password().reveal(), salt, key.iterations());
        } catch (InvalidKeyException none) {
            throw new IllegalArgumentException("no password", none);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this JVM lacks a digest that every JVM has", cause);
        }
    }

    /** Kafka's name of it. */
    static ScramMechanism mechanism(Login login) {
        ScramMechanism mechanism =
                ScramMechanism.forMechanismName(login.mechanism().wireName());
        if (mechanism == null) {
            throw new IllegalArgumentException(login.mechanism() + " is not SCRAM");
        }
        return mechanism;
    }
}
