package dev.postern.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a name such as {@code <connection>} where a text has something that differs from run to run. */
public final class Placeholders {

    private final Map<Pattern, String> names = new LinkedHashMap<>();

    private Placeholders() {}

    /** Ids of ours and of AWS, ARNs and moments. */
    public static Placeholders standard() {
        return new Placeholders()
                .with("<arn>", "arn:aws:[a-z0-9]+:[a-z0-9-]*:\\d*:[A-Za-z0-9/_+=,.@-]*[A-Za-z0-9]")
                .with("<connection>", "\\bcon_[0-9a-z]+")
                .with("<cluster>", "\\bclu_[0-9a-z]+")
                .with("<tenant>", "\\btnt_[0-9a-z]+")
                .with("<service>", "\\b(com\\.amazonaws\\.vpce\\.[a-z0-9-]+\\.)?vpce-svc-[0-9a-f]+")
                .with("<endpoint>", "\\bvpce-[0-9a-f]+")
                .with("<time>", "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z");
    }

    /** What these replace, what was given earlier comes first. */
    public Placeholders with(String name, String regularExpression) {
        names.put(Pattern.compile(regularExpression), Matcher.quoteReplacement(name));
        return this;
    }

    /** {@code text} with names instead of what varies. */
    public String normalise(String text) {
        String normal = text;
        for (Map.Entry<Pattern, String> each : names.entrySet()) {
            normal = each.getKey().matcher(normal).replaceAll(each.getValue());
        }
        return normal;
    }
}
