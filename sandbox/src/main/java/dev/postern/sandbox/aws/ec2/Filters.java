package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Filter} parameters of a describe operation: all filters must match, of each at least one value, in which
 * {@code *} and {@code ?} are wildcards.
 */
final class Filters {

    private static final int MAX_VALUES = 200;
    private static final String TAG_PREFIX = "tag:";
    private static final String TAG_KEY = "tag-key";

    private final List<Filter> filters;

    private record Filter(String name, Predicate<String> anyValue) {}

    private Filters(List<Filter> filters) {
        this.filters = filters;
    }

    /**
     * @throws AwsException {@code FilterLimitExceeded} if a filter has more than {@value #MAX_VALUES} values
     */
    static Filters of(QueryParameters parameters) {
        return new Filters(
                parameters.structures("Filter").stream().map(Filters::read).toList());
    }

    /**
     * @param attribute the values of a thing under a filter's name; null if there is no filter of that name
     * @throws AwsException {@code InvalidParameterValue} if there is no filter of that name
     */
    boolean match(Function<String, @Nullable Stream<String>> attribute) {
        return filters.stream().allMatch(filter -> {
            Stream<String> values = attribute.apply(filter.name());
            if (values == null) {
                throw Ec2Errors.invalidValue("The filter '" + filter.name() + "' is invalid");
            }
            return values.anyMatch(filter.anyValue());
        });
    }

    /** The same for something that has tags, which are looked at for {@code tag:KEY} and {@code tag-key}. */
    boolean match(Map<String, String> tags, Function<String, @Nullable Stream<String>> attribute) {
        return match(name -> {
            if (name.startsWith(TAG_PREFIX)) {
                return Stream.ofNullable(tags.get(name.substring(TAG_PREFIX.length())));
            }
            return name.equals(TAG_KEY) ? tags.keySet().stream() : attribute.apply(name);
        });
    }

    private static Filter read(QueryParameters parameters) {
        List<String> values = parameters.list("Value");
        if (values.size() > MAX_VALUES) {
            throw AwsException.badRequest("FilterLimitExceeded", "A filter can have at most " + MAX_VALUES + " values");
        }
        return new Filter(parameters.required("Name"), anyOf(values));
    }

    private static Predicate<String> anyOf(List<String> values) {
        Set<String> literal =
                values.stream().filter(value -> !hasWildcard(value)).collect(Collectors.toSet());
        List<Pattern> patterns = values.stream()
                .filter(Filters::hasWildcard)
                .map(Filters::pattern)
                .toList();
        return value -> literal.contains(value)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(value).matches());
    }

    private static boolean hasWildcard(String value) {
        return value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    }

    private static Pattern pattern(String value) {
        return Pattern.compile(
                value.codePoints()
                        .mapToObj(character -> switch (character) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(character));
                        })
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }
}
