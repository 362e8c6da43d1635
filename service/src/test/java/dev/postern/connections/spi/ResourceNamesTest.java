package dev.postern.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.foundation.TenantId;
import dev.postern.foundation.TypedId;
import org.junit.jupiter.api.Test;

class ResourceNamesTest {

    private final String installation = TypedId.next("ins");
    private final TenantId tenant = TenantId.next();
    private final String connection = TypedId.next("con");

    @Test
    void everyNameFitsWhatAwsAllows() {
        ResourceNames names = names(Integer.MAX_VALUE);

        assertThat(names.roleName()).hasSizeLessThanOrEqualTo(64).matches("[\\w+=,.@-]+");
        assertThat(names.clientToken()).hasSizeLessThanOrEqualTo(64).matches("[\\x21-\\x7e]+");
        assertThat(names.sessionName()).hasSizeBetween(2, 64).matches("[\\w+=,.@-]+");
        assertThat(names.externalId()).hasSizeBetween(2, 1224).matches("[\\w+=,.@:/-]+");
        assertThat(names.zoneReference(999_999_999).toString()).hasSizeLessThanOrEqualTo(128);
        assertThat(names.tags().keySet()).allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(128));
        assertThat(names.tags().values()).allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(256));
    }

    @Test
    void theSameIdsMakeTheSameNamesAlways() {
        assertThat(names(3)).isEqualTo(names(3));
        assertThat(names(3).clientToken()).isEqualTo(names(3).clientToken());
    }

    @Test
    void tagsComeInTheSameOrderInEveryReplica() {
        assertThat(names(3).tags().keySet())
                .containsExactly(
                        "postern:installation",
                        "postern:tenant",
                        "postern:connection",
                        "postern:generation",
                        "postern:epoch");
    }

    @Test
    void anotherGenerationIsAnotherEndpointOfTheSamePrincipal() {
        assertThat(names(2).clientToken()).isNotEqualTo(names(1).clientToken());
        assertThat(names(2).roleName()).isEqualTo(names(1).roleName());
        assertThat(names(2).externalId()).isEqualTo(names(1).externalId());
        assertThat(names(2).tags()).containsEntry(ResourceNames.GENERATION_TAG, "2");
    }

    @Test
    void anotherConnectionOrInstallationSharesNothing() {
        ResourceNames other = new ResourceNames(installation, tenant, TypedId.next("con"), 1, 1);
        ResourceNames elsewhere = new ResourceNames(TypedId.next("ins"), tenant, connection, 1, 1);

        for (ResourceNames names : new ResourceNames[] {other, elsewhere}) {
            assertThat(names.roleName()).isNotEqualTo(names(1).roleName());
            assertThat(names.clientToken()).isNotEqualTo(names(1).clientToken());
            assertThat(names.externalId()).isNotEqualTo(names(1).externalId());
            assertThat(names.zoneReference(1).sharesConnection(names(1).zoneReference(1)))
                    .isFalse();
        }
    }

    @Test
    void aZoneIsKnownByItsReferenceWhateverItsNumberAndGeneration() {
        ZoneReference first = names(1).zoneReference(1);
        ZoneReference second = names(4).zoneReference(2);

        assertThat(second.toString()).isNotEqualTo(first.toString());
        assertThat(second.sharesConnection(first)).isTrue();
        assertThat(ZoneReference.parse(second.toString())).contains(second);
    }

    @Test
    void nobodyElsesReferenceIsTakenForOurs() {
        String ours = names(1).zoneReference(1).toString();

        for (String other :
                new String[] {"", "x" + ours, ours + "x", ours + "\n", ours.replace("postern", "Postern")}) {
            assertThat(ZoneReference.parse(other)).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> names(1).zoneReference(0));
    }

    @Test
    void whatIsNoIdOfOursIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResourceNames("mine", tenant, connection, 1, 1))
                .withMessageContaining("mine");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResourceNames(installation, tenant, "con_../../admin", 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResourceNames(installation, tenant, connection, 0, 1));
    }

    private ResourceNames names(int generation) {
        return new ResourceNames(installation, tenant, connection, generation, 7);
    }
}
