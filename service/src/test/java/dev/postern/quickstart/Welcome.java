package dev.postern.quickstart;

import java.net.URI;
import java.nio.file.Path;

/** What a newcomer sees when everything is ready. */
final class Welcome {

    private Welcome() {}

    static String text(PosternWithSandbox.Running running) {
        int port = running.port();
        URI control = running.world().control();
        Path data = running.world().directory();
        return """

                ------------------------------------------------------------------------------------------
                 Postern is ready. AWS, the load balancers and Kafka behind it are a SANDBOX on this machine:
                 nothing leaves it, and nothing here costs money.

                 Open    http://127.0.0.1:%d/   (the console)
                 and sign in with the operator's token, which only you can read. It is in
                         %s

                 Then follow "By clicking" in README.md, or "Ten minutes" with curl. The tenant's endpoint service is
                         %s

                   API            http://127.0.0.1:%d/api/v1
                   Swagger UI     http://127.0.0.1:%d/swagger-ui.html
                   sandbox        %s   (play the tenant, and make trouble)

                 Ctrl-C stops everything; the next start goes on from here (data in %s).
                ------------------------------------------------------------------------------------------
                """.formatted(
                        port, data.resolve("operator-token"), running.world().serviceName(), port, port, control, data);
    }
}
