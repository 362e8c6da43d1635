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

                   API            http://127.0.0.1:%d/api/v1
                   Swagger UI     http://127.0.0.1:%d/swagger-ui.html
                   sandbox        %s   (play the tenant, and make trouble)

                 Sign in with the operator's token, which only you can read:

                   export POSTERN=http://127.0.0.1:%d SANDBOX=%s
                   export TOKEN=$(cat %s)
                   curl -s -H "Authorization: Bearer $TOKEN" $POSTERN/api/v1/me

                 Then follow "Ten minutes" in README.md. The tenant's endpoint service is
                   %s
                 Ctrl-C stops everything; the next start goes on from here (data in %s).
                ------------------------------------------------------------------------------------------
                """.formatted(
                        port,
                        port,
                        control,
                        port,
                        control,
                        data.resolve("operator-token"),
                        running.world().serviceName(),
                        data);
    }
}
