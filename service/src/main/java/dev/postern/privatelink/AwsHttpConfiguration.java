package dev.postern.privatelink;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** The one pool of HTTP connections to AWS. */
@Configuration(proxyBeanMethods = false)
class AwsHttpConfiguration {

    /** Calls at once; the reconciler has fewer threads than that. */
    private static final int MOST_CONNECTIONS = 64;

    @Bean(destroyMethod = "close")
    SdkHttpClient awsHttpClient() {
        return ApacheHttpClient.builder().maxConnections(MOST_CONNECTIONS).build();
    }
}
