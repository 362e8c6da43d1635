package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.postern.foundation.FieldError;
import dev.postern.foundation.PosternException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BoundedListsTest {

    private static final JsonMapper REQUESTS =
            JsonMapper.builder().addModule(BoundedLists.module()).build();

    record Item(@Nullable String name) {}

    record Inner(List<Item> items) {}

    record Request(@Nullable Inner inner, @Nullable List<String> names) {}

    @Test
    void aListThatNoRequestNeedsIsRefusedWhereItStands() {
        assertThat(refusal("{\"inner\": {\"items\": [%s]}}".formatted(times("{}", 1_001))))
                .isEqualTo(new FieldError("/inner/items", BoundedLists.ADVICE));
        assertThat(refusal("{\"names\": [%s]}".formatted(times("\"x\"", 1_001))))
                .isEqualTo(new FieldError("/names", BoundedLists.ADVICE));
    }

    @Test
    void aLongListIsRead() {
        Request read = REQUESTS.readValue(
                "{\"inner\": {\"items\": [%s]}, \"names\": [%1$s]}".formatted(times("null", BoundedLists.MAX_ITEMS)),
                Request.class);

        assertThat(read.inner()).isNotNull();
        assertThat(read.names()).hasSize(BoundedLists.MAX_ITEMS);
    }

    @Test
    void inAPatchItIsRefusedWhereverItStands() {
        String tooLong = "[%s]".formatted(times("{}", 1_001));

        assertThat(BoundedLists.tooLong(REQUESTS.readTree("{\"a\": {\"b/c\": [1, %s]}}".formatted(tooLong))))
                .contains(new FieldError("/a/b~1c/1", BoundedLists.ADVICE));
        assertThat(BoundedLists.tooLong(REQUESTS.readTree("{\"a\": [{}, [[]]], \"b\": \"text\"}")))
                .isEmpty();
    }

    @Test
    void ofManyFaultsAHundredAreNamedAndAllAreCounted() {
        PosternException refused = PosternException.invalid(IntStream.range(0, 5_000)
                .mapToObj(at -> new FieldError("/items/" + at, "is required"))
                .toList());

        assertThat(refused.errors()).hasSize(100);
        assertThat(refused).hasMessage("/items/0: is required (and 4999 more)");
    }

    private static @Nullable FieldError refusal(String request) {
        return JsonErrors.explain(catchThrowable(() -> REQUESTS.readValue(request, Request.class)));
    }

    private static String times(String item, int times) {
        return String.join(",", java.util.Collections.nCopies(times, item));
    }
}
