package dev.postern.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Secrets that are nowhere to be seen, in whatever form somebody may have written them. Safe for use by threads. */
final class Canaries {

    private static final int BASE64_ALIGNMENTS = 3;
    private static final int SHORTEST = 8;

    /** By the two characters that they begin with, so that a text is gone through once, however many are looked for. */
    private final Map<Integer, List<Form>> forms = new ConcurrentHashMap<>();

    private record Form(String canary, String text) {}

    /** A text that is looked for from now on. */
    String add(String name, String secret) {
        List<String> written = encoded(secret.getBytes(StandardCharsets.UTF_8));
        written.add(secret);
        written.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        put(name, written);
        return secret;
    }

    /** Bytes that are looked for from now on. */
    void add(String name, byte[] secret) {
        put(name, encoded(secret));
    }

    private void put(String name, List<String> written) {
        if (written.stream().anyMatch(form -> form.length() < SHORTEST)) {
            throw new IllegalArgumentException(name + " is so short that it would be found by chance");
        }
        for (String text : written) {
            forms.computeIfAbsent(start(text, 0), start -> new CopyOnWriteArrayList<>())
                    .add(new Form(name, text));
        }
    }

    private static List<String> encoded(byte[] bytes) {
        List<String> written = new ArrayList<>();
        written.add(HexFormat.of().formatHex(bytes));
        written.add(HexFormat.of().withUpperCase().formatHex(bytes));
        // In the middle of something else that is written in base 64: at each place in a group of three bytes.
        for (int shift = 0; shift < BASE64_ALIGNMENTS; shift++) {
            byte[] shifted = new byte[bytes.length + shift];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String middle = text.substring(shift == 0 ? 0 : shift + 1, text.length() - 2);
            written.add(middle);
            written.add(middle.replace('+', '-').replace('/', '_'));
        }
        return written;
    }

    /** The names of those that are in the text. */
    List<String> in(String text) {
        Set<String> found = new TreeSet<>();
        for (int at = 0; at + 1 < text.length(); at++) {
            for (Form form : forms.getOrDefault(start(text, at), List.of())) {
                if (text.startsWith(form.text(), at)) {
                    found.add(form.canary());
                }
            }
        }
        return List.copyOf(found);
    }

    private static int start(String text, int at) {
        return text.charAt(at) << Character.SIZE | text.charAt(at + 1);
    }
}
