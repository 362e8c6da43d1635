package dev.postern.onboarding;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The kit's templates, beside this class. {@code [=value]} is the value as a literal of the template's language, quotes and
 * all; there is no way to write one down otherwise.
 */
@Component
class Templates {

    private final Map<KitLanguage, Configuration> configurations = new EnumMap<>(KitLanguage.class);

    Templates() {
        for (KitLanguage language : KitLanguage.values()) {
            configurations.put(language, configuration(language));
        }
    }

    /** @param name of the file, without {@code .ftl} */
    String render(KitLanguage language, String name, Map<String, Object> values) {
        StringWriter text = new StringWriter();
        try {
            Objects.requireNonNull(configurations.get(language))
                    .getTemplate(name + ".ftl")
                    .process(values, text);
        } catch (TemplateException fault) {
            throw new IllegalStateException("the template %s cannot be filled in".formatted(name), fault);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return text.toString();
    }

    private static Configuration configuration(KitLanguage language) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(new ClassTemplateLoader(Templates.class, "kit"));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        configuration.setOutputFormat(language.format());
        configuration.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setObjectWrapper(new LiteralValues(language.format()));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setLocalizedLookup(false);
        return configuration;
    }
}
