package dev.postern.replicas;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all tenants want. */
final class Wishes {

    private final Map<String, Wish> wishes = new ConcurrentHashMap<>();

    void put(Wish wish) {
        wishes.put(wish.id(), wish);
    }

    List<Wish> all() {
        return List.copyOf(wishes.values());
    }

    List<Wish> living(String tenant) {
        return wishes.values().stream()
                .filter(wish -> wish.tenant().equals(tenant))
                .filter(wish -> !wish.deleted())
                .toList();
    }

    /** That tenant is gone, and wants nothing any more. */
    void forget(String tenant) {
        living(tenant).forEach(wish -> put(wish.toBeDeleted()));
    }
}
