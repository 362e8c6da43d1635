package dev.postern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The Postern service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Postern {

    public static void main(String[] args) {
        SpringApplication.run(Postern.class, args);
    }
}
