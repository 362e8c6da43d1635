package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.Browser;
import dev.postern.testing.EventReader;
import dev.postern.testing.EventReader.Message;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventStreamTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Autowired
    private SystemDatabase database;

    @Autowired
    private EventRows rows;

    @Autowired
    private RecentEvents recent;

    private TestTenant acme;
    private TestTenant globex;
    private Happenings happenings;

    @BeforeEach
    void tenants() {
        acme = newTenant();
        globex = newTenant();
        happenings = new Happenings(database);
    }

    @Test
    void aChangeIsToldToTheTenantAndTheOperatorAndToNobodyElse() {
        try (EventReader own = EventReader.open(acme.as("TENANT_VIEWER"), acme.path("/events"));
                EventReader others = EventReader.open(globex.admin(), globex.path("/events"));
                EventReader all = EventReader.open(operator(), "/api/v1/events")) {
            String ours = connection(acme, "acme");
            String theirs = connection(globex, "globex");

            await().atMost(LIMIT).until(() -> created(own).contains(ours));
            await().atMost(LIMIT).until(() -> created(others).contains(theirs));
            await().atMost(LIMIT).until(() -> created(all).containsAll(List.of(ours, theirs)));
            assertThat(own.messages())
                    .filteredOn(message -> !message.type().isEmpty())
                    .allSatisfy(message -> assertThat(
                                    message.json().path("tenantId").asString())
                            .isEqualTo(acme.id()));
            assertThat(others.messages())
                    .noneSatisfy(message -> assertThat(message.data()).contains(acme.id()));
        }
    }

    @Test
    void whoConnectsAnewIsToldWhatHappenedMeanwhileAndNothingTwice() {
        String before = now();
        happenings.of(acme, "one");
        happenings.of(globex, "theirs");
        happenings.of(acme, "two");
        happenings.of(acme, "three");
        List<Message> all = Happenings.told(told(before));

        List<Message> rest = told(all.getFirst().id());

        assertThat(all).extracting(Message::subject).containsExactly("one", "two", "three");
        assertThat(rest.getFirst().name()).isEqualTo("open");
        assertThat(Happenings.told(rest)).isEqualTo(all.subList(1, 3));
        assertThat(Happenings.told(told(rest.getLast().id())))
                .as("the last heartbeat has an id, too")
                .isEmpty();
    }

    @Test
    void whoHasMissedWhatIsForgottenIsToldSo() {
        String before = now();
        happenings.longAgo(globex, "forgotten, and another's");
        String after = now();
        EventPurge.purge(database, Duration.ofDays(7));
        happenings.of(acme, "kept");

        List<Message> missed = told(before);

        assertThat(missed.getFirst().name()).isEqualTo("missed");
        assertThat(told(after).getFirst().name()).isEqualTo("open");
        assertThat(Happenings.told(told(after))).extracting(Message::subject).containsExactly("kept");
    }

    @Test
    void anIdThatNoStreamHasSentIsNotGoneOnFrom() {
        Answer wrong = acme.admin().get(acme.path("/events"), "Last-Event-ID", "yesterday");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/pointer")).isEqualTo("Last-Event-ID");
        assertThat(told("123456789012-1").getFirst().name())
                .as("of a database that was restored since")
                .isEqualTo("missed");
    }

    @Test
    void whoAsksForTheHeadOnlyIsNotKeptWaiting() {
        Answer head = acme.admin().send("HEAD", acme.path("/events"), null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(acme.admin().get(acme.path("/events?follow=perhaps")).status())
                .isEqualTo(422);
    }

    @Test
    void aStreamWhoseTokenIsRevokedEndsAndTellsNothingMore() {
        Api viewer = acme.as("TENANT_VIEWER");
        String token = viewer.get("/api/v1/me").text("/tokenId");
        try (EventReader reader = EventReader.open(viewer, acme.path("/events"))) {
            acme.admin().delete(acme.path("/tokens/" + token));
            connection(acme, "secret plans");

            await().atMost(LIMIT).until(reader::ended);
            assertThat(created(reader)).isEmpty();
        }
    }

    @Test
    void aStreamOfATenantThatIsDeletedEndsForTheOperatorToo() {
        try (EventReader reader = EventReader.open(operator(), acme.path("/events"));
                EventReader all = EventReader.open(operator(), "/api/v1/events")) {
            operator().delete(acme.path(""));

            await().atMost(LIMIT).until(reader::ended);
            await().atMost(LIMIT)
                    .until(() -> all.of("tenant.deleted").stream()
                            .anyMatch(deleted -> deleted.subject().equals(acme.id())));
            assertThat(operator().get(acme.path("/events")).status()).isEqualTo(404);
        }
    }

    @Test
    void aBrowserFollowsWithItsSessionAndNoLongerThanThat() {
        Browser browser = new Browser(nobody());
        browser.signIn(acme.as("TENANT_VIEWER").token());
        String cookie = "POSTERN_SESSION=" + browser.cookie("POSTERN_SESSION");
        try (EventReader reader = EventReader.open(nobody(), acme.path("/events"), "Cookie", cookie)) {
            String ours = connection(acme, "acme");
            await().atMost(LIMIT).until(() -> created(reader).contains(ours));

            browser.change("DELETE", "/api/v1/session", null);

            await().atMost(LIMIT).until(reader::ended);
        }
    }

    @Test
    void aStreamInWhichNothingHappensSaysThatItIsStillThereAndEndsWhenItsTimeIsOver() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventProperties brief = new EventProperties(
                Duration.ofDays(7),
                Duration.ofHours(1),
                Duration.ofMillis(30),
                Duration.ofMillis(300),
                Duration.ofSeconds(10),
                Duration.ofMillis(500));
        EventStream stream = new EventStream(rows, recent, brief);

        TenantScope.run(
                TenantId.of(acme.id()), () -> stream.write(stream.beginning(Optional.empty()), true, out, () -> {}));

        List<Message> said = EventReader.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(said)
                .filteredOn(Message::heartbeat)
                .hasSizeGreaterThan(3)
                .allSatisfy(heartbeat -> assertThat(heartbeat.id()).isNotEmpty());
    }

    private String now() {
        return told().getLast().id();
    }

    /**
     * All that acme is told at once; the message that the stream is open comes first.
     *
     * @param last the id of the last event seen, or nothing
     */
    private List<Message> told(String... last) {
        String[] headers = last.length == 0 ? last : new String[] {"Last-Event-ID", last[0]};
        Answer answer = acme.admin().get(acme.path("/events?follow=false"), headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return EventReader.parse(answer.body());
    }

    private static List<String> created(EventReader reader) {
        return reader.of("connection.created").stream().map(Message::subject).toList();
    }

    private static String connection(TestTenant tenant, String name) {
        Answer made = tenant.admin().post(tenant.path("/connections"), """
                {"kind": "AWS_PRIVATELINK", "name": "%s", "availabilityZones": ["use1-az1"]}""".formatted(name));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("/id");
    }
}
