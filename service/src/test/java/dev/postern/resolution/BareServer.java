package dev.postern.resolution;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The HTTP server that the service runs on, and nothing else: always the same bytes, which it has in its hand. */
final class BareServer implements AutoCloseable {

    static final String CONTENT = "/content";
    static final String NOT_MODIFIED = "/not-modified";

    private final Tomcat tomcat = new Tomcat();
    private volatile byte[] content = {};

    BareServer() throws IOException, LifecycleException {
        Path directory = Files.createTempDirectory("postern-bare-server");
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("useVirtualThreads", "true");
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "constant", new Constant());
        context.addServletMappingDecoded("/*", "constant");
        tomcat.start();
    }

    /** What {@link #CONTENT} says from now on. */
    void serve(byte[] bytes) {
        content = bytes;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    private final class Constant extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("ETag", "\"1-json\"");
            response.setHeader("Cache-Control", "no-cache, private");
            if (request.getRequestURI().equals(NOT_MODIFIED)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
            response.setContentType("application/json");
            response.setContentLength(content.length);
            response.getOutputStream().write(content);
        }
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
