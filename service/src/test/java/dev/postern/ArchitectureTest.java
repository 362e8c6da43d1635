package dev.postern;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.postern.database.OwnerDatabase;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.Secret;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.apache.sshd.client.SshClient;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("sandbox"))
            .importPackages("dev.postern");

    /** Each with its reason: it must see all tenants. */
    private static final Set<String> MAY_SEE_ALL_TENANTS = Set.of(
            "dev.postern.access.TokenLookup", // nobody is known yet
            "dev.postern.access.KnownTokens", // nor is whose token was refused
            "dev.postern.access.KnownTenants", // the operator may enter any
            "dev.postern.access.SessionConfiguration", // sessions belong to no tenant
            "dev.postern.access.SessionLog", // nobody is known yet
            "dev.postern.access.TokenService", // the operator's own tokens
            "dev.postern.access.TokenPurge", // old ones of all tenants
            "dev.postern.access.TenantService", // the operator's list
            "dev.postern.idempotency.IdempotentCreation", // the operator's creations
            "dev.postern.events.EventRows", // the stream of all tenants
            "dev.postern.idempotency.IdempotencyKeyPurge", // keys of everybody
            "dev.postern.connections.ConnectionDirectory", // the reconciler works for all tenants
            "dev.postern.connections.FleetConnections", // the operator's list
            "dev.postern.overview.Overviews", // the operator's numbers
            "dev.postern.connections.Installation", // belongs to no tenant
            "dev.postern.connections.SweepSwitch", // neither does what the sweep goes by
            "dev.postern.connections.AwsPauses", // nor how fast AWS may be asked
            "dev.postern.secrets.SecretsConfiguration", // keys belong to no tenant
            "dev.postern.secrets.KeyRows", // nor do the rows that hold them
            "dev.postern.secrets.ReplicaRows", // nor which replica knows them
            "dev.postern.secrets.RotationConfiguration", // hands on to those below
            "dev.postern.secrets.RotationRows", // a rotation is the operator's
            "dev.postern.secrets.RotationSteps", // and concerns all tenants
            "dev.postern.secrets.KeyRotations", // as whoever starts it
            "dev.postern.secrets.Resealing", // and whatever they have stored
            "dev.postern.secrets.SealedRows", // wherever that is
            "dev.postern.resolution.DueLooks", // whose topology is due
            "dev.postern.resolution.FleetMappings", // a data plane that serves many tenants
            "dev.postern.tunnels.TunnelLeases", // gateways hold tunnels of all tenants
            "dev.postern.tunnels.PortRange", // a free port belongs to no tenant
            "dev.postern.audit.AuditQueries", // the operator's list
            "dev.postern.audit.DeniedAttempts", // of callers who are let in nowhere
            "dev.postern.events.EventPurge", // events of everybody
            "dev.postern.validation.ValidationDirectory"); // whose runs got lost, are due or are old

    /** Where a secret leaves for the one place that needs it. */
    private static final Set<String> MAY_REVEAL_SECRETS = Set.of(
            "dev.postern.database.DatabaseConfiguration", // to PostgreSQL
            "dev.postern.database.DatabaseRoles", // as well
            "dev.postern.database.EmbeddedServer", // as well
            "dev.postern.database.Notifications", // as well
            "dev.postern.access.TokenSecret", // to be hashed
            "dev.postern.access.SessionController", // so as to be looked up by its hash
            "dev.postern.audit.DeniedAttemptFilter", // as well
            "dev.postern.access.TokenCreated", // to its owner, once
            "dev.postern.access.FirstOperatorToken", // into a file of its owner's
            "dev.postern.access.NewToken", // onto the terminal of whoever asks for one
            "dev.postern.access.OidcIssuer", // to the issuer
            "dev.postern.access.LogInCookie", // what it has sealed itself
            "dev.postern.secrets.SecretBox", // to be sealed
            "dev.postern.idempotency.IdempotentCreation", // to be fingerprinted
            "dev.postern.clusters.Pem", // to be parsed
            "dev.postern.kafka.TlsMaterial", // into the TLS handshake
            "dev.postern.kafka.SaslLogin", // to the broker
            "dev.postern.kafka.SaltedPasswords", // to be salted
            "dev.postern.bastions.Keys", // to be parsed, for the log-in
            "dev.postern.kms.KmsClients", // to AWS
            "dev.postern.privatelink.AwsClients"); // as well

    /** Two rooms: whoever encrypts our keys must be there before, and without, anything that makes endpoints. */
    @Test
    void theAwsSdkStaysInItsRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.postern.privatelink..", "dev.postern.kms..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(SERVICE);
    }

    @Test
    void kafkaClientsStayInTheirRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.postern.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(SERVICE);
    }

    /** Only what they parse and write is used of them: these would dial by themselves. */
    @Test
    void nothingOfKafkasOwnDials() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients..", "org.apache.kafka.common.network..")
                .check(SERVICE);
    }

    @Test
    void theSshLibraryStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.postern.bastions..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.sshd..", "org.bouncycastle..")
                .check(SERVICE);
    }

    /** Sockets and threads of its own would dial past the dialler, and let one bastion keep others waiting. */
    @Test
    void nothingOfTheSshLibrarysOwnDials() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.sshd.common.io.nio2..")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "an SSH client is started or connects",
                        call -> call.getTargetOwner().isAssignableTo(SshClient.class)
                                && Set.of("start", "open", "connect", "setUpDefaultClient", "setUpDefaultSimpleClient")
                                        .contains(call.getName())))
                .check(SERVICE);
    }

    @Test
    void onlyTheDiallerOpensSocketsAndOnlyTheNameLookupResolvesNames() {
        onlyMay("dev.postern.dialling.Dialler", "opens a socket", ArchitectureTest::opensSocket);
        onlyMay("dev.postern.dialling.NameLookup", "resolves a name", ArchitectureTest::resolvesName);
    }

    /** That the named class does so shows that the rule would notice another. */
    private static void onlyMay(String named, String what, Predicate<JavaAccess<?>> does) {
        DescribedPredicate<JavaAccess<?>> access = DescribedPredicate.describe(what, does);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(named)
                .should()
                .accessTargetWhere(access)
                .check(SERVICE);
        assertThatThrownBy(() -> noClasses().should().accessTargetWhere(access).check(SERVICE))
                .hasMessageContaining(named);
    }

    /** The SDK of AWS has one, which calls AWS and nobody else; and the issuer that signs people in is the operator's. */
    @Test
    void nobodyHasAnHttpClient() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.postern\\.access\\.Oidc.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "java.rmi..",
                        "javax.naming.directory..",
                        "org.apache.hc..",
                        "org.apache.http..",
                        "org.springframework.http.client..",
                        "org.springframework.web.client..",
                        "org.springframework.web.reactive.function.client..")
                .check(SERVICE);
    }

    private static boolean opensSocket(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        boolean socket = Stream.of(
                        Socket.class,
                        DatagramSocket.class,
                        SocketFactory.class,
                        SocketChannel.class,
                        AsynchronousSocketChannel.class,
                        DatagramChannel.class)
                .anyMatch(owner::isAssignableTo);
        // TLS over a socket that is open already connects nowhere.
        boolean layered = access.getOrigin().getOwner().getName().equals("dev.postern.kafka.TlsHandshake")
                && name.equals("createSocket");
        return (socket && Set.of("<init>", "connect", "open", "createSocket").contains(name) && !layered)
                || (owner.isAssignableTo(InetAddress.class) && name.equals("isReachable"))
                || (owner.isAssignableTo(URL.class)
                        && Set.of("openConnection", "openStream", "getContent").contains(name));
    }

    private static boolean resolvesName(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return (owner.isAssignableTo(InetAddress.class)
                        && Set.of("getByName", "getAllByName", "getLocalHost", "getHostName", "getCanonicalHostName")
                                .contains(access.getName()))
                || (owner.isEquivalentTo(InetSocketAddress.class)
                        && (access.getName().equals("getHostName")
                                || access instanceof JavaConstructorCall call
                                        && call.getTarget()
                                                .getRawParameterTypes()
                                                .getFirst()
                                                .isEquivalentTo(String.class)));
    }

    @Test
    void cryptographyStaysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.postern.secrets..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.crypto.tink..")
                .check(SERVICE);
    }

    @Test
    void onlyNamedClassesSeeAllTenants() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are not named here", (JavaClass type) -> !MAY_SEE_ALL_TENANTS.contains(topLevel(type))))
                .and()
                .resideOutsideOfPackage("dev.postern.database..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(SystemDatabase.class)
                .check(SERVICE);
    }

    @Test
    void secretsAreLookedIntoInTheNamedPlacesOnlyAndNeverInAToString() {
        Set<JavaMethodCall> calls =
                SERVICE.get(Secret.class).getMethod("reveal").getCallsOfSelf();

        assertThat(calls.stream().map(call -> topLevel(call.getOriginOwner())).collect(Collectors.toSet()))
                .isEqualTo(MAY_REVEAL_SECRETS);
        assertThat(calls).noneMatch(call -> call.getOrigin().getName().equals("toString"));
    }

    @Test
    void onlyPartitionsAreMadeByTheOwnerOfTheTables() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "do not make partitions",
                        (JavaClass type) -> !topLevel(type).equals("dev.postern.audit.AuditPartitions")))
                .and()
                .resideOutsideOfPackage("dev.postern.database..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(OwnerDatabase.class)
                .check(SERVICE);
    }

    @Test
    void controllersAreNotPublic() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Controller")
                .should()
                .bePackagePrivate()
                .check(SERVICE);
    }

    @Test
    void foundationStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.postern.foundation..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(SERVICE);
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
