package dev.postern.access;

import dev.postern.foundation.FieldError;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.PosternException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the suffixes that an operator allows a tenant hostnames under. */
@Component
class DnsSuffixes {

    private final ReservedNames reserved;

    DnsSuffixes(ReservedNames reserved) {
        this.reserved = reserved;
    }

    /** In the form in which they are kept; otherwise says what is wrong with each. */
    List<Hostname> check(List<@Nullable String> suffixes) {
        List<FieldError> errors = new ArrayList<>();
        Set<Hostname> checked = new LinkedHashSet<>();
        for (int i = 0; i < suffixes.size(); i++) {
            String pointer = "/dnsSuffixes/" + i;
            check(suffixes.get(i), checked).ifPresent(wrong -> errors.add(new FieldError(pointer, wrong)));
        }
        if (!errors.isEmpty()) {
            throw PosternException.invalid(errors);
        }
        return List.copyOf(checked);
    }

    private Optional<String> check(@Nullable String suffix, Set<Hostname> checked) {
        if (suffix == null) {
            return Optional.of("must be a domain such as acme.example");
        }
        Hostname domain;
        try {
            domain = new Hostname(suffix);
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
        if (domain.isSingleLabel()) {
            return Optional.of("is a top-level domain: give one that is the tenant's own, such as acme.example");
        }
        Optional<String> refusal = reserved.refusalOfSuffix(domain);
        if (refusal.isEmpty() && !checked.add(domain)) {
            return Optional.of("is named twice");
        }
        return refusal.map(reason -> reason + ": nothing could be allowed under it");
    }
}
