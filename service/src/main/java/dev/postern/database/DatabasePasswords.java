package dev.postern.database;

import dev.postern.foundation.PrivateFiles;
import dev.postern.foundation.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The embedded server's passwords: made once, kept in a file that only its owner can read. */
final class DatabasePasswords {

    private static final List<String> ROLES =
            List.of("postgres", DatabaseRoles.OWNER, DatabaseRoles.APPLICATION, DatabaseRoles.SYSTEM);

    private DatabasePasswords() {}

    static Map<String, Secret> load(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        Map<String, Secret> passwords = new HashMap<>();
        for (String role : ROLES) {
            String password = properties.getProperty(role);
            if (password == null) {
                throw new IOException("%s holds no password for %s".formatted(file, role));
            }
            passwords.put(role, Secret.of(password));
        }
        return passwords;
    }

    private static void create(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        Properties properties = new Properties();
        for (String role : ROLES) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            properties.setProperty(role, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        StringWriter text = new StringWriter();
        properties.store(text, "Passwords of the embedded PostgreSQL");
        PrivateFiles.write(file, text.toString());
    }
}
