package dev.postern.clusters;

/** A client's certificate and its key, which nobody else has. */
public record CanaryPem(String certificate, String key) {

    public static CanaryPem create() {
        TestPem made = TestPem.create("EC");
        return new CanaryPem(made.certificate(), made.key());
    }

    /** What is secret in the key, as it is written: a line that no other key has. */
    public String secretLine() {
        String[] lines = key.replaceAll("-----.*-----", "").strip().split("\n");
        return lines[lines.length - 1];
    }
}
