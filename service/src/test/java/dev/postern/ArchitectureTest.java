package dev.postern;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.postern.database.SystemDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("sandbox"))
            .importPackages("dev.postern");

    /** Each with its reason: it must see all tenants. */
    private static final Set<String> MAY_SEE_ALL_TENANTS = Set.of(
            "dev.postern.access.TokenLookup", // nobody is known yet
            "dev.postern.access.TokenService", // the operator's own tokens
            "dev.postern.access.TenantService", // the operator's list
            "dev.postern.idempotency.IdempotentCreation", // the operator's creations
            "dev.postern.idempotency.IdempotencyKeyPurge", // keys of everybody
            "dev.postern.connections.ConnectionDirectory", // the reconciler works for all tenants
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
            "dev.postern.validation.ValidationDirectory"); // whose runs got lost, are due or are old

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
