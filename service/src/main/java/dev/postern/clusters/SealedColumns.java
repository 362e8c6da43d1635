package dev.postern.clusters;

import dev.postern.secrets.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where clusters keep secrets: all of it is encrypted anew when the key is rotated. */
@Configuration(proxyBeanMethods = false)
class SealedColumns {

    @Bean
    SealedColumn clusterPassword() {
        return SecurityVault.PASSWORD;
    }

    @Bean
    SealedColumn clusterClientKey() {
        return SecurityVault.CLIENT_KEY;
    }
}
