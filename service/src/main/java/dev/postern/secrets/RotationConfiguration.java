package dev.postern.secrets;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.google.crypto.tink.Aead;
import dev.postern.database.SystemDatabase;
import dev.postern.secrets.SecretsConfiguration.SecretsProperties;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a rotation of the encryption key is made of, and the task that moves it on. */
@Configuration(proxyBeanMethods = false)
class RotationConfiguration {

    /** Secrets in one transaction. */
    private static final int BATCH = 100;

    @Bean
    ReplicaRows replicaRows(SystemDatabase database, SecretsProperties properties) {
        return new ReplicaRows(database, properties.silence());
    }

    @Bean
    KeyWatch keyWatch(SecretKeys<Aead> keys, ReplicaRows replicas, SecretsProperties properties) {
        return new KeyWatch(keys, replicas, properties.refreshInterval());
    }

    @Bean
    SealedRows sealedRows(SystemDatabase database, List<SealedColumn> columns) {
        return new SealedRows(database, columns);
    }

    @Bean
    RotationRows rotationRows(SystemDatabase database, SealedRows sealed) {
        return new RotationRows(database, sealed);
    }

    @Bean
    KeyRotations keyRotations(SystemDatabase database, RotationRows rows, ApplicationEventPublisher events) {
        return new KeyRotations(database, rows, events);
    }

    @Bean
    RotationSteps rotationSteps(
            SystemDatabase database,
            RotationRows rotations,
            KeyRows keyRows,
            KeyWrapping wrapping,
            SecretKeys<Aead> keys,
            ReplicaRows replicas,
            SealedRows sealed,
            SecretBox box) {
        return new RotationSteps(
                database,
                rotations,
                keyRows,
                wrapping,
                keys,
                replicas,
                new Resealing(database, sealed, rotations, box, BATCH));
    }

    /** On one replica at a time. One that dies in the middle is replaced: each step begins with what is written down. */
    @Bean
    RecurringTask<Void> rotateSecretKeys(RotationSteps steps, SecretsProperties properties) {
        return Tasks.recurring("rotate-secret-keys", FixedDelay.of(properties.refreshInterval()))
                .execute((instance, context) -> steps.advance());
    }
}
