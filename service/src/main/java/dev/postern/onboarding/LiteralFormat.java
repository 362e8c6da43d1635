package dev.postern.onboarding;

import freemarker.core.CommonMarkupOutputFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What FreeMarker puts into a template in the place of a value: never the value itself, always a literal of the language. A
 * template cannot forget it.
 */
final class LiteralFormat extends CommonMarkupOutputFormat<Literal> {

    private final String name;
    private final UnaryOperator<String> literal;

    LiteralFormat(String name, UnaryOperator<String> literal) {
        this.name = name;
        this.literal = literal;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getMimeType() {
        return "text/plain";
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escapePlainText(text));
    }

    @Override
    public String escapePlainText(String text) {
        return literal.apply(text);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtInName) {
        return false;
    }

    @Override
    protected Literal newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
        return new Literal(text, markup, this);
    }
}
