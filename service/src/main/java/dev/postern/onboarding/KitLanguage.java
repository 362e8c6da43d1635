package dev.postern.onboarding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.function.UnaryOperator;

/** What a text of the kit is written in. */
enum KitLanguage {
    HCL("hcl", Literals::byCodePoint),
    SHELL("shell", Literals::ansiQuoted),
    TEXT("text", Literals::plain),
    C("c", Literals::byByte),
    GO("go", Literals::byCodePoint),
    JAVASCRIPT("javascript", Literals::byCodeUnit);

    private final String wireName;
    private final LiteralFormat format;

    KitLanguage(String wireName, UnaryOperator<String> literal) {
        this.wireName = wireName;
        this.format = new LiteralFormat(wireName, literal);
    }

    @JsonValue
    String wireName() {
        return wireName;
    }

    LiteralFormat format() {
        return format;
    }
}
