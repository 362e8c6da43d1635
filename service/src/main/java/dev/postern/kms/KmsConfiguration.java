package dev.postern.kms;

import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only where an operator names a key. */
@Configuration(proxyBeanMethods = false)
class KmsConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("postern.kms.key-arn")
    KmsKeyEncryption kmsKeyEncryption(KmsProperties properties) {
        return new KmsKeyEncryption(
                new KmsClients(properties), new KeyArn(Objects.requireNonNull(properties.keyArn())));
    }
}
