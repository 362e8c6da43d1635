package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.foundation.Hostname;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {

    private final ReservedNames reserved =
            new ReservedNames(new DnsProperties(List.of("Vendor.Example.", "console.saas.example")));

    @ParameterizedTest
    @CsvSource({
        "amazonaws.com, AWS",
        "ec2.us-east-1.amazonaws.com, AWS",
        "b-1.kafka.us-east-1.amazonaws.com, AWS",
        "sts.cn-north-1.amazonaws.com.cn, AWS",
        "kafka.api.aws, AWS",
        "abc.lambda-url.us-east-1.on.aws, AWS",
        "console.aws.amazon.com, AWS",
        "ocsp.rootca1.amazontrust.com, AWS",
        "ip-10-0-0-1.ec2.internal, AWS",
        "ip-10-0-0-1.eu-west-1.compute.internal, AWS",
        "kafka.localhost, no hosts",
        "printer.local, no hosts",
        "1.0.0.10.in-addr.arpa, no hosts",
        "vendor.example, operator",
        "api.vendor.example, operator"
    })
    void aReservedNameIsNobodys(String name, String whose) {
        assertThat(reserved.refusalOfZone(new Hostname(name)))
                .hasValueSatisfying(reason -> assertThat(reason).contains(whose));
        assertThat(reserved.refusalOfSuffix(new Hostname(name))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.acme.example",
                "kafka.acme.internal",
                "kafka.acme.test",
                "kafka.acme.example.amazonaws.com.acme.example",
                "notamazonaws.com",
                "my-vendor.example",
                "amazonaws.com.evil.example"
            })
    void anyOtherNameCanBeHad(String name) {
        assertThat(reserved.refusalOfZone(new Hostname(name))).isEmpty();
    }

    @Test
    void aZoneThatWouldHideAReservedNameCannotBeHadButOthersBesideItCan() {
        assertThat(reserved.refusalOfZone(new Hostname("saas.example")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("hide"));
        assertThat(reserved.refusalOfZone(new Hostname("com.cn"))).isPresent();
        assertThat(reserved.refusalOfSuffix(new Hostname("saas.example"))).isEmpty();
        assertThat(reserved.refusalOfZone(new Hostname("kafka.saas.example"))).isEmpty();
    }

    @Test
    void aMistakeInTheConfigurationIsFoundAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DnsProperties(List.of("*.vendor.example")))
                .withMessageContaining("operator-domains")
                .withMessageContaining("wildcard");
    }
}
