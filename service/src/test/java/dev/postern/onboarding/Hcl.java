package dev.postern.onboarding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Terraform, read by HashiCorp's own parser, which Node.js runs. Templates that are left in it are texts with {@code ${}. */
final class Hcl {

    private static final Path SOURCE = Path.of("src/test/hcl");

    /** One for each JVM that runs tests: two that install into one directory are in each other's way. */
    private static final Path PARSER = Path.of("target", "hcl-" + System.getProperty("test.fork", "ide"));

    private static boolean installed;

    private Hcl() {}

    static JsonNode parse(String terraform) {
        install();
        String json = Program.run(PARSER, Map.of(), terraform, "node", "parse.js")
                .succeeded()
                .output();
        return JsonMapper.shared().readTree(json);
    }

    /** A value as it is, whose template signs the parser has escaped again. */
    static String plain(JsonNode value) {
        return value.asString().replace("$${", "${").replace("%%{", "%{");
    }

    private static synchronized void install() {
        if (installed) {
            return;
        }
        try {
            Files.createDirectories(PARSER);
            for (String file : List.of("package.json", "package-lock.json", "parse.js")) {
                Files.writeString(PARSER.resolve(file), Files.readString(SOURCE.resolve(file)));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        Program.run(PARSER, Map.of(), "", "npm", "ci", "--silent", "--no-audit", "--no-fund")
                .succeeded();
        installed = true;
    }
}
