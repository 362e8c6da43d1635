package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.foundation.TenantId;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventWriterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final TenantId ACME = TenantId.next();

    private long now;

    /** A reader who lets each piece wait a while. */
    private final class Dripping extends ByteArrayOutputStream {

        private final Duration wait;

        private Dripping(Duration wait) {
            this.wait = wait;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            now += wait.toNanos();
            super.write(bytes, from, length);
        }
    }

    @Test
    void whoDripsIsLetGoThoughEachPieceIsTakenInTime() {
        Dripping reader = new Dripping(Duration.ofSeconds(2));

        assertThatThrownBy(() -> writer(reader).write(batch(100))).isInstanceOf(EventWriter.SlowReader.class);
        assertThat(reader.toString().split("\n\n")).hasSize(6);
    }

    @Test
    void whoTakesEachBatchInTimeMayTakeManyOfThem() {
        Dripping reader = new Dripping(Duration.ofSeconds(2));
        EventWriter writer = writer(reader);

        assertThatCode(() -> {
                    for (int batch = 0; batch < 10; batch++) {
                        writer.write(batch(4));
                        writer.heartbeat(EventPosition.before(7));
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aStreamBeginsWithWhereItIsAndHowLongToWaitBeforeTheNextOne() throws Exception {
        ByteArrayOutputStream reader = new ByteArrayOutputStream();

        writer(reader).open(EventPosition.before(7), false);

        assertThat(reader).asString().isEqualTo("retry: 2000\nid: 7-0\nevent: open\ndata: {}\n\n");
    }

    private EventWriter writer(ByteArrayOutputStream reader) {
        return new EventWriter(reader, PATIENCE, () -> now);
    }

    private static EventBatch batch(int size) {
        return new EventBatch(
                LongStream.range(0, size)
                        .mapToObj(id -> new StoredEvent(new EventPosition(7, id), ACME, "{}"))
                        .toList(),
                EventPosition.before(8),
                false,
                false);
    }
}
