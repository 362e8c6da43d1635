package dev.postern;

import dev.postern.access.NewToken;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The Postern service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Postern {

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals(NewToken.COMMAND)) {
            System.out.println(NewToken.text());
            return;
        }
        SpringApplication.run(Postern.class, args);
    }
}
