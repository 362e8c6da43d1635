package dev.postern.onboarding;

import freemarker.core.CommonTemplateMarkupOutputModel;
import org.jspecify.annotations.Nullable;

/** What a {@link LiteralFormat} has made, or was told to take as it is. */
final class Literal extends CommonTemplateMarkupOutputModel<Literal> {

    private final LiteralFormat format;

    Literal(@Nullable String text, @Nullable String markup, LiteralFormat format) {
        super(text, markup);
        this.format = format;
    }

    @Override
    public LiteralFormat getOutputFormat() {
        return format;
    }
}
