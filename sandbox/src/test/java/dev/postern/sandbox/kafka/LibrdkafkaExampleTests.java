package dev.postern.sandbox.kafka;

import java.nio.file.Path;

class LibrdkafkaExampleTests extends ClientExampleContract {

    LibrdkafkaExampleTests(KafkaBrokers cluster) {
        super(cluster);
    }

    @Override
    ClientExample build(Path in) throws Exception {
        var example = ClientExample.copy("librdkafka", in, "./roundtrip");
        example.require("needs make and a C compiler: not found", "sh", "-c", "command -v make && command -v cc");
        example.require(
                "needs librdkafka 2.0.0 or newer and libcurl with their headers, and pkg-config: not found",
                "pkg-config",
                "--exists",
                "rdkafka >= 2.0.0",
                "libcurl");
        example.prepare("make", "CFLAGS=-O2 -Werror");
        return example;
    }

    @Override
    String complaintAboutAddress() {
        return "Failed to resolve '127.0.0.1:";
    }

    @Override
    String complaintAboutAge() {
        return "Failed to resolve 'b-1.kafka.acme.internal:9092'";
    }

    @Override
    String complaintAboutName() {
        return "certificate verify failed";
    }
}
