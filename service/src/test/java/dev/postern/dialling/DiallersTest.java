package dev.postern.dialling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DiallersTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final MapConfigurationPropertySource settings = new MapConfigurationPropertySource();

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd12::1"})
    void anEndpointMayBeInAPrivateNetworkAndABastionMayNotUntilTheOperatorAllowsIt(String address) {
        assertThat(diallers().endpoints().resolve("tenant", address, WAIT)).isInstanceOf(LookedUp.Found.class);
        assertThat(diallers().bastions().resolve("tenant", address, WAIT)).isEqualTo(new LookedUp.Forbidden());

        settings.put("postern.dialling.allow-bastions", address);

        assertThat(diallers().bastions().resolve("tenant", address, WAIT)).isInstanceOf(LookedUp.Found.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "169.254.169.254", "fe80::1", "fd00:ec2::254", "0.0.0.0"})
    void aBastionIsNeitherThisMachineNorItsMetadata(String address) {
        assertThat(diallers().bastions().resolve("tenant", address, WAIT)).isEqualTo(new LookedUp.Forbidden());
    }

    @Test
    void aPublicAddressIsDialledForEither() {
        assertThat(diallers().bastions().resolve("tenant", "8.8.8.8", WAIT)).isInstanceOf(LookedUp.Found.class);
        assertThat(diallers().endpoints().resolve("tenant", "8.8.8.8", WAIT)).isInstanceOf(LookedUp.Found.class);
    }

    @Test
    void whatTheOperatorDeniesToBastionsIsDeniedThoughItIsPublicOrAllowed() {
        settings.put("postern.dialling.allow-bastions", "10.1.0.0/16");
        settings.put("postern.dialling.deny-bastions", "10.1.2.0/24, 8.8.8.0/24, 2600:1f18::/33");

        Dialler bastions = diallers().bastions();

        assertThat(bastions.resolve("tenant", "10.1.1.1", WAIT)).isInstanceOf(LookedUp.Found.class);
        assertThat(bastions.resolve("tenant", "10.1.2.1", WAIT)).isEqualTo(new LookedUp.Forbidden());
        assertThat(bastions.resolve("tenant", "8.8.8.8", WAIT)).isEqualTo(new LookedUp.Forbidden());
        assertThat(bastions.resolve("tenant", "::ffff:8.8.8.8", WAIT)).isEqualTo(new LookedUp.Forbidden());
        assertThat(bastions.resolve("tenant", "2600:1f18::1", WAIT)).isEqualTo(new LookedUp.Forbidden());
        assertThat(bastions.resolve("tenant", "8.8.4.4", WAIT)).isInstanceOf(LookedUp.Found.class);
        assertThat(diallers().endpoints().resolve("tenant", "8.8.8.8", WAIT)).isInstanceOf(LookedUp.Found.class);
    }

    @Test
    void aWrongNetworkIsNamedWithItsSetting() {
        settings.put("postern.dialling.allow-bastions", "10.0.0.1/8");

        assertThatThrownBy(this::diallers).hasMessageContaining("postern.dialling.allow-bastions has '10.0.0.1/8'");
    }

    private Diallers diallers() {
        return new Diallers(new Binder(settings).bindOrCreate("postern.dialling", DiallingProperties.class));
    }
}
