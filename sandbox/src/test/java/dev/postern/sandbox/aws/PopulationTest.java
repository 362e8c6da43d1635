package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.network.NamedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;

class PopulationTest {

    private static final int MANY = 20_000;
    private static final int PAGE = 1_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path directory;

    @Test
    void endpointsAreFoundByTagAmongThousandsAThousandAPage() {
        try (AwsScene scene = new AwsScene()) {
            Population population = scene.sandbox.aws().population();
            population.endpoints(AwsScene.REGION, scene.serviceName, MANY, index -> tags("other", index));
            population.endpoints(AwsScene.REGION, scene.serviceName, 3 * PAGE, index -> tags("mine", index));

            List<DescribeVpcEndpointsResponse> pages = scene
                    .operator
                    .ec2()
                    .describeVpcEndpointsPaginator(request -> request.maxResults(PAGE)
                            .filters(Filter.builder()
                                    .name("tag:installation")
                                    .values("mine")
                                    .build()))
                    .stream()
                    .toList();

            assertThat(pages).hasSize(3);
            List<VpcEndpoint> found =
                    pages.stream().flatMap(page -> page.vpcEndpoints().stream()).toList();
            assertThat(found).hasSize(3 * PAGE).allSatisfy(endpoint -> {
                assertThat(endpoint.stateAsString()).isEqualTo("available");
                assertThat(endpoint.dnsEntries()).hasSize(1 + AwsScene.SERVICE_ZONES.size());
            });
            assertThat(names(found)).hasSize(3 * PAGE * (1 + AwsScene.SERVICE_ZONES.size()));
        }
    }

    @Test
    void aThousandOfThemAreDescribedById() {
        try (AwsScene scene = new AwsScene()) {
            List<String> ids = scene
                    .sandbox
                    .aws()
                    .population()
                    .endpoints(AwsScene.REGION, scene.serviceName, 2 * PAGE, index -> tags("mine", index))
                    .stream()
                    .map(dev.postern.sandbox.aws.ec2.VpcEndpoint::id)
                    .limit(PAGE)
                    .toList();

            assertThat(scene.operator
                            .ec2()
                            .describeVpcEndpoints(request -> request.vpcEndpointIds(ids))
                            .vpcEndpoints())
                    .hasSize(PAGE);
        }
    }

    @Test
    void oneOfThemIsDeletedLikeAnyOther() {
        try (AwsScene scene = new AwsScene()) {
            Ec2Client ec2 = scene.operator.ec2();
            String id = scene.sandbox
                    .aws()
                    .population()
                    .endpoints(AwsScene.REGION, scene.serviceName, 3, index -> tags("mine", index))
                    .getFirst()
                    .id();

            ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(id));
            scene.sandbox.aws().step();
            scene.sandbox.aws().step();

            assertThat(ec2.describeVpcEndpoints().vpcEndpoints()).hasSize(2);
        }
    }

    @Test
    void nothingAnswersAtTheirAddressesAlsoNotAfterARestart() {
        try (AwsScene before = kept()) {
            before.sandbox
                    .aws()
                    .population()
                    .endpoints(AwsScene.REGION, before.serviceName, 10, index -> tags("mine", index));
        }
        try (AwsScene after = kept()) {
            VpcEndpoint endpoint =
                    after.operator.ec2().describeVpcEndpoints().vpcEndpoints().getFirst();

            assertThat(endpoint.stateAsString()).isEqualTo("available");
            assertThatThrownBy(() ->
                            NamedServer.nameAt(endpoint.dnsEntries().getFirst().dnsName(), 9001))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aChangeAmongManyIsKeptAtTheCostOfOne() throws IOException {
        try (AwsScene scene = kept()) {
            String id = scene.sandbox
                    .aws()
                    .population()
                    .endpoints(AwsScene.REGION, scene.serviceName, PAGE, index -> tags("mine", index))
                    .getFirst()
                    .id();
            long before = bytesKept();

            scene.sandbox.aws().untag(id);

            assertThat(bytesKept() - before).isBetween(1L, 2_000L);
        }
        try (AwsScene after = kept()) {
            assertThat(after.sandbox.aws().endpoints()).hasSize(PAGE);
            assertThat(after.sandbox.aws().endpoints().stream()
                            .filter(endpoint -> endpoint.tags().isEmpty()))
                    .hasSize(1);
        }
    }

    @Test
    void changesDoNotPileUpWhenTheSameThingsChangeAgainAndAgain() {
        int some = 6 * PAGE;
        try (AwsScene scene = kept()) {
            Population population = scene.sandbox.aws().population();
            population.roles(some, index -> "con-" + index, index -> tags("once", index));
            assertThat(directory.resolve("aws.changes")).exists();

            population.roles(some, index -> "con-" + index, index -> tags("twice", index));

            assertThat(directory.resolve("aws.changes")).doesNotExist();
        }
        try (AwsScene after = kept()) {
            assertThat(after.sandbox.aws().roles())
                    .hasSize(some)
                    .allSatisfy(role -> assertThat(role.tags()).containsEntry("installation", "twice"));
        }
    }

    @Test
    void rolesAreListedAThousandAPage() {
        try (AwsScene scene = new AwsScene()) {
            scene.sandbox.aws().population().roles(3 * PAGE, index -> "con-" + index, index -> Map.of());

            List<ListRolesResponse> pages =
                    scene.operator.iam().listRolesPaginator(request -> request.maxItems(PAGE)).stream()
                            .toList();

            assertThat(pages).hasSize(3);
            assertThat(pages.stream().flatMap(page -> page.roles().stream()).map(role -> role.roleName()))
                    .doesNotHaveDuplicates()
                    .hasSize(3 * PAGE);
            assertThat(scene.operator
                            .sts()
                            .assumeRole(request -> request.roleArn("arn:aws:iam::111111111111:role/con-7")
                                    .roleSessionName("test"))
                            .credentials())
                    .isNotNull();
        }
    }

    @Test
    void hostedZonesAreListedInPages() {
        try (AwsScene scene = new AwsScene()) {
            scene.sandbox
                    .aws()
                    .population()
                    .hostedZones(
                            AwsScene.REGION, PAGE, index -> "kafka-" + index + ".example", index -> "con-" + index);

            List<ListHostedZonesResponse> pages =
                    scene.operator.route53().listHostedZonesPaginator(request -> request.maxItems("100")).stream()
                            .toList();

            assertThat(pages).hasSize(PAGE / 100);
            assertThat(pages.stream()
                            .flatMap(page -> page.hostedZones().stream())
                            .map(zone -> zone.callerReference()))
                    .doesNotHaveDuplicates()
                    .hasSize(PAGE);
        }
    }

    private AwsScene kept() {
        return new AwsScene(builder -> builder.time(TimeMode.EXPLICIT).directory(directory));
    }

    private long bytesKept() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(PopulationTest::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(List<VpcEndpoint> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint -> endpoint.dnsEntries().stream())
                .map(entry -> entry.dnsName())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, String> tags(String installation, int index) {
        return Map.of("installation", installation, "connection", "con-" + index);
    }
}
