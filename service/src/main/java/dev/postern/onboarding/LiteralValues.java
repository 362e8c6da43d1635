package dev.postern.onboarding;

import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import org.jspecify.annotations.Nullable;

/**
 * What templates see: maps, lists, texts and truths, and no object. A whole number is a literal of every language as it is,
 * and nothing else is handed in as one.
 */
final class LiteralValues extends SimpleObjectWrapper {

    private final LiteralFormat format;

    LiteralValues(LiteralFormat format) {
        super(Configuration.VERSION_2_3_34);
        this.format = format;
    }

    @Override
    public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
        return value instanceof Integer number
                ? new Literal(null, Integer.toString(number), format)
                : super.wrap(value);
    }
}
