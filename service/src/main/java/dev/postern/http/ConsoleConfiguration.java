package dev.postern.http;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the console out of the jar of {@code web-ui}: files, the same for everybody, with a compressed twin of each that
 * is worth it. Whoever comes to no page in particular is led there.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {

    private static final String HOME = "/console/";
    private static final String FILES = "classpath:/console/";
    private static final Duration A_YEAR = Duration.ofDays(365);

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addRedirectViewController("/", HOME);
        views.addRedirectViewController("/console", HOME);
        views.addViewController(HOME).setViewName("forward:" + HOME + "index.html");
    }

    /** Without Spring's cache: it keeps each path that anybody has ever asked for. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        // Their names change with their content.
        resources
                .addResourceHandler(HOME + "assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(CacheControl.maxAge(A_YEAR).cachePublic().immutable())
                .setUseLastModified(false)
                .resourceChain(false)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new PathResourceResolver());
        resources
                .addResourceHandler(HOME + "**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new Pages());
    }

    /** A page of the console has a path, but no file: the one page there is shows it. A file has an ending. */
    private static final class Pages extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            boolean file = path.substring(path.lastIndexOf('/') + 1).contains(".");
            return super.getResource(file ? path : "index.html", location);
        }
    }
}
