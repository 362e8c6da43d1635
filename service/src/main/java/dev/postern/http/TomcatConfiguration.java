package dev.postern.http;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Tomcat is told beyond Spring Boot's own settings: nobody who is slow keeps a connection for long. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    /** More than browsers and proxies send. */
    private static final int MOST_HEADERS = 64;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> punctuality(HttpProperties properties) {
        return tomcat -> {
            tomcat.setProtocol(PunctualHttp11Protocol.class.getName());
            tomcat.addEngineValves(new AbandonedBodies());
            tomcat.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof PunctualHttp11Protocol protocol) {
                    protocol.setHeaderDeadline(properties.headerDeadline());
                    protocol.setMaxHeaderCount(MOST_HEADERS);
                }
            });
        };
    }
}
