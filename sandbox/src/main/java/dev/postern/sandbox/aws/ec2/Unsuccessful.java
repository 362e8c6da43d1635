package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The answer of operations that do what they can and list what they could not: data type "UnsuccessfulItem". */
final class Unsuccessful {

    private Unsuccessful() {}

    /**
     * Does something to each of the ids.
     *
     * @param each throws {@link AwsException} for an id that it cannot be done to
     */
    static Xml listOf(List<String> ids, Consumer<String> each) {
        return Xml.element("result").with(Xml.items("unsuccessful", ids.stream().flatMap(id -> attempt(id, each))));
    }

    private static Stream<Xml> attempt(String id, Consumer<String> each) {
        try {
            each.accept(id);
            return Stream.empty();
        } catch (AwsException refusal) {
            return Stream.of(Xml.element("item")
                    .with(Xml.element("error").with("code", refusal.code()).with("message", refusal.text()))
                    .with("resourceId", id));
        }
    }
}
