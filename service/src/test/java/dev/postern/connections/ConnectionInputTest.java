package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that people make, and the advice that they get. */
class ConnectionInputTest extends PosternTest {

    private static final String SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718";

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = newTenant();
    }

    @Test
    void aZoneNameIsRefusedWithTheCommandThatFindsTheZoneId() {
        Answer answer = create("""
                "availabilityZones": ["use1-az1", "us-east-1a"]""");

        assertRefused(answer, "/availabilityZones/1", "zone name", "use1-az1", "describe-availability-zones");
    }

    @Test
    void aZoneThatIsNotServedIsRefusedWithThoseThatAre() {
        Answer answer = create("""
                "availabilityZones": ["apse2-az1"]""");

        assertRefused(answer, "/availabilityZones/0", "us-east-1 (use1-az1", "eu-west-1 (euw1-az1");
    }

    @Test
    void zonesOfTwoRegionsAreRefused() {
        assertRefused(create("""
                "availabilityZones": ["use1-az1", "euw1-az1"]"""), "/availabilityZones", "us-east-1 and eu-west-1");
    }

    @Test
    void aZoneNamedTwiceIsRefused() {
        assertRefused(create("""
                "availabilityZones": ["use1-az1", "use1-az1"]"""), "/availabilityZones/1", "twice");
    }

    @Test
    void noZoneAndTooManyZonesAreRefused() {
        assertRefused(create("""
                "availabilityZones": []"""), "/availabilityZones", "1 to 16");
        assertRefused(create("\"serviceName\": null"), "/availabilityZones", "is required");
    }

    @Test
    void aServiceIdInsteadOfANameIsRefused() {
        assertRefused(
                service("vpce-svc-0a1b2c3d4e5f60718"), "/serviceName", "id of the service", "com.amazonaws.vpce.");
    }

    @Test
    void aServiceOfAwsItselfIsRefused() {
        assertRefused(service("com.amazonaws.us-east-1.s3"), "/serviceName", "AWS itself");
    }

    @Test
    void anythingElseThatIsNoServiceNameIsRefused() {
        for (String name :
                new String[] {"kafka.acme.example", "", " " + SERVICE, SERVICE + "z", SERVICE.toUpperCase(Locale.ROOT)
                }) {
            assertRefused(service(name), "/serviceName", "com.amazonaws.vpce.us-east-1.vpce-svc-");
        }
    }

    @Test
    void aServiceInAnotherRegionNeedsTheRegionToBeSaid() {
        String elsewhere = SERVICE.replace("us-east-1", "eu-west-1");

        assertRefused(service(elsewhere), "/serviceName", "set serviceRegion to eu-west-1");
        assertRefused(create("""
                "availabilityZones": ["use1-az1"], "serviceName": "%s", "serviceRegion": "us-west-2\"""".formatted(elsewhere)), "/serviceRegion", "us-west-2", "eu-west-1");
        assertRefused(create("""
                "availabilityZones": ["use1-az1"], "serviceRegion": "Europe\""""), "/serviceRegion", "eu-west-1");
        Answer accepted = create("""
                "availabilityZones": ["use1-az1"], "serviceName": "%s", "serviceRegion": "eu-west-1\"""".formatted(elsewhere));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(201);
    }

    @Test
    void whatThisVersionDoesNotOfferIsSaidClearly() {
        assertRefused(post("""
                {"kind": "VPN", "name": "vpn", "host": "vpn.acme.example"}"""), "/kind", "AWS_PRIVATELINK");
        assertRefused(post("""
                {"name": "nothing", "availabilityZones": ["use1-az1"]}"""), "/kind", "is required");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /host    | "host": "bastion acme", "user": "postern"                                      | DNS name
            /host    | "host": "", "user": "postern"                                                  | 1 to 253
            /host    | "user": "postern"                                                              | is required
            /port    | "host": "bastion.acme.example", "user": "postern", "port": 70000               | from 1 to 65535
            /port    | "host": "bastion.acme.example", "user": "postern", "port": 443                 | or one of [22]
            /user    | "host": "bastion.acme.example", "user": "root; reboot"                         | the name of a user
            /user    | "host": "bastion.acme.example", "user": "-oProxyCommand=x"                     | the name of a user
            /hostKey | "host": "bastion.acme.example", "user": "postern", "hostKey": "ssh-dss AAAA"   | in one line
            /hostKey | "host": "bastion.acme.example", "user": "postern", "hostKey": "ssh-ed25519 AA" | damaged
            """)
    void aBastionThatCannotBeOneIsRefused(String pointer, String fields, String detail) {
        assertRefused(post("""
                {"kind": "SSH_BASTION", "name": "bastion", %s}""".formatted(fields)), pointer, detail);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Answer answer = create("""
                "availabilityZones": ["us-east-1a", "mars"], "serviceName": "kafka", "dns": {"mode": "HOSTED_ZONE"}""");

        assertThat(answer.json().path("errors")).hasSize(4);
        assertThat(answer.text("/detail")).contains("3 more");
    }

    @Test
    void aNameIsTakenWithoutRegardToItsCaseUntilItsConnectionIsDeleted() {
        String first = post(body("Acme Kafka")).text("/id");

        Answer taken = post(body("acme kafka"));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("/type")).endsWith("/name-taken");
        assertThat(post(body("other")).status()).isEqualTo(201);
        tenant.admin().delete(tenant.path("/connections/" + first));
        assertThat(post(body("acme kafka")).status()).isEqualTo(201);
    }

    private Answer service(String name) {
        return create("""
                "availabilityZones": ["use1-az1"], "serviceName": "%s\"""".formatted(name));
    }

    private Answer create(String fields) {
        return post("""
                {"kind": "AWS_PRIVATELINK", "name": "input %d", %s}""".formatted(System.nanoTime(), fields));
    }

    private static String body(String name) {
        return """
                {"kind": "AWS_PRIVATELINK", "name": "%s", "availabilityZones": ["use1-az1"]}""".formatted(name);
    }

    private Answer post(String json) {
        return tenant.admin().post(tenant.path("/connections"), json);
    }

    private static void assertRefused(Answer answer, String pointer, String... words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).as(answer.body()).isEqualTo(pointer);
        assertThat(answer.text("/errors/0/detail")).contains(words);
    }
}
