package dev.postern.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.foundation.Secret;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever holds a secret prints without it, by itself and in what is thrown about it. */
class SecretTypesTest {

    private static final String CANARY = "canary-record-4711-that-nobody-may-see";

    /** Named like secrets, each with the reason why it is none. */
    private static final Set<String> NO_SECRETS = Set.of(
            "AuditedSecurity.password", // the word set or changed
            "AuditedSecurity.clientKey", // so it is
            "EndpointPage.nextToken", // where AWS goes on with a list
            "PrincipalPage.nextToken",
            "ZonePage.nextToken");

    record Careless(Secret secret) {
        @Override
        public String toString() {
            return "Careless[" + secret.reveal() + "]";
        }
    }

    record Untyped(String name, String clientKey) {}

    @TestFactory
    Stream<DynamicTest> noRecordShowsTheSecretThatItHolds() {
        return holders()
                .map(type -> DynamicTest.dynamicTest(
                        type.getName(), () -> assertThat(printed(type)).doesNotContain(CANARY)));
    }

    @Test
    void theRecordsThatHoldSecretsAreFound() {
        assertThat(holders().map(Class::getSimpleName))
                .contains(
                        "SecurityBody",
                        "SessionCreate",
                        "Login",
                        "ClientCertificate",
                        "TokenCreated",
                        "OidcProperties");
    }

    @Test
    void aRecordThatShowsItsSecretIsFound() {
        assertThat(Stream.of(Careless.class, Untyped.class).filter(SecretTypesTest::holdsSecret))
                .hasSize(2)
                .allSatisfy(type -> assertThat(printed(type)).contains(CANARY));
    }

    private static Stream<Class<?>> holders() {
        return classes().filter(Class::isRecord).filter(SecretTypesTest::holdsSecret);
    }

    /** All classes of the service. */
    private static Stream<Class<?>> classes() {
        try {
            Path root = Path.of(Secret.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files
                        .map(file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                        .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
                        .toList()
                        .stream()
                        .map(SecretTypesTest::load);
            }
        } catch (IOException | URISyntaxException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SecretTypesTest.class.getClassLoader());
        } catch (ClassNotFoundException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static boolean holdsSecret(Class<?> type) {
        return Stream.of(type.getRecordComponents()).anyMatch(component -> isSecret(type, component));
    }

    private static boolean isSecret(Class<?> type, RecordComponent component) {
        return component.getType() == Secret.class
                || component.getType() == String.class
                        && SecretFields.TELLING.matcher(component.getName()).matches()
                        && !NO_SECRETS.contains(type.getSimpleName() + "." + component.getName());
    }

    /** The record with a secret wherever one can be, as it prints by itself and in what is thrown about it. */
    private static String printed(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Object made = constructor.newInstance(
                Stream.of(components).map(component -> value(type, component)).toArray());
        return made + " "
                + new IllegalArgumentException("cannot use " + made, new IllegalStateException(made.toString()));
    }

    private static @Nullable Object value(Class<?> type, RecordComponent component) {
        Class<?> wanted = component.getType();
        if (isSecret(type, component)) {
            return wanted == Secret.class ? Secret.of(CANARY) : CANARY;
        }
        if (component.getName().equals("accessKeyId")) {
            return "goes with a secret one";
        }
        return Map.<Class<?>, Object>of(int.class, 1, boolean.class, true, List.class, List.of(), Map.class, Map.of())
                .get(wanted);
    }
}
