package dev.postern.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Somebody who makes, changes and deletes tenants and their connections at random, and remembers what was acknowledged.
 * No two customers share a tenant.
 */
final class Customer {

    private static final String DOMAIN = "customers.example";
    private static final int FEWEST_TENANTS = 2;
    private static final int MOST_CONNECTIONS = 6;
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final String name;
    private final AnyReplica api;
    private final ServiceOwners owners;
    private final Wishes wishes;
    private final Random random;
    private final List<String> tenants = new ArrayList<>();
    private final ArrayDeque<String> abandonedServices = new ArrayDeque<>();
    private int named;

    Customer(String name, AnyReplica api, ServiceOwners owners, Wishes wishes, Random random) {
        this.name = name;
        this.api = api;
        this.owners = owners;
        this.wishes = wishes;
        this.random = random;
    }

    /** Does one thing. */
    void act() {
        if (tenants.size() < FEWEST_TENANTS || chance(4)) {
            createTenant();
            return;
        }
        String tenant = anyOf(tenants);
        List<Wish> living = wishes.living(tenant);
        if (living.isEmpty() || (living.size() < MOST_CONNECTIONS && chance(30))) {
            create(tenant);
        } else if (chance(20)) {
            delete(anyOf(living));
        } else if (chance(6)) {
            deleteTenant(tenant);
        } else {
            goOn(anyOf(living));
        }
    }

    private void createTenant() {
        Answer created = api.create("/api/v1/tenants", """
                {"name": "%s", "dnsSuffixes": ["%s"]}""".formatted(newName(), DOMAIN));
        assertThat(created.status()).as("%s", created).isEqualTo(CREATED);
        tenants.add(created.text("/id"));
    }

    private void deleteTenant(String tenant) {
        Answer deleted = api.delete("/api/v1/tenants/" + tenant + "?cascade=true");
        // Not found: it was deleted by a request whose answer got lost.
        assertThat(deleted.status()).as("%s", deleted).isIn(NO_CONTENT, NOT_FOUND);
        wishes.forget(tenant);
        tenants.remove(tenant);
    }

    private void create(String tenant) {
        String service = chance(20) ? null : anyService();
        String connection = newName();
        Answer created = api.create("/api/v1/tenants/" + tenant + "/connections", """
                {"kind": "AWS_PRIVATELINK", "name": "%s", %s %s "availabilityZones": ["use1-az1", "use1-az4"]}""".formatted(
                        connection,
                        service == null ? "" : "\"serviceName\": \"%s\",".formatted(service),
                        chance(30) ? hostedZone(connection) : ""));
        assertThat(created.status()).as("%s", created).isEqualTo(CREATED);
        wishes.put(new Wish(tenant, created.text("/id"), connection, service, false));
    }

    private static String hostedZone(String name) {
        return """
                "dns": {"mode": "HOSTED_ZONE", "hostname": "%s.%s"},""".formatted(name, DOMAIN);
    }

    private void delete(Wish wish) {
        Answer deleted = api.delete(wish.path());
        assertThat(deleted.status()).as("%s", deleted).isEqualTo(ACCEPTED);
        wishes.put(wish.toBeDeleted());
        String service = wish.service();
        if (service != null && owners.is(service, Attitude.ACCEPTS_UNASKED)) {
            abandonedServices.add(service);
        }
    }

    /** Does what the connection's state asks for, or renames it. */
    private void goOn(Wish wish) {
        Answer seen = api.get(wish.path());
        String service = wish.service();
        if (service == null) {
            setService(wish);
            return;
        }
        switch (seen.text("/reason")) {
            case "READY" -> turn(service, Attitude.ACCEPTS, Attitude.REJECTS);
            case "ENDPOINT_ACCEPTANCE" ->
                turn(service, Attitude.HESITATES, chance(50) ? Attitude.ACCEPTS : Attitude.REJECTS);
            case "ENDPOINT_REJECTED" -> retry(wish, service);
            case "ZONE_NOT_SUPPORTED" -> askForFewerZones(wish, service);
            case "SERVICE_NOT_VISIBLE" -> {
                if (owners.is(service, Attitude.HIDES)) {
                    owners.allow(service, seen.text("/principal"));
                }
            }
            default -> rename(wish);
        }
    }

    private void turn(String service, Attitude from, Attitude to) {
        if (owners.is(service, from) && chance(50)) {
            owners.turn(service, to);
        }
    }

    private void setService(Wish wish) {
        String service = anyService();
        patch(wish, """
                {"serviceName": "%s"}""".formatted(service));
        wishes.put(wish.with(service));
    }

    private void rename(Wish wish) {
        String newName = newName();
        patch(wish, """
                {"name": "%s"}""".formatted(newName));
        wishes.put(wish.named(newName));
    }

    private void askForFewerZones(Wish wish, String service) {
        if (owners.is(service, Attitude.IS_ELSEWHERE)) {
            patch(wish, """
                    {"availabilityZones": ["use1-az1"]}""");
            owners.turn(service, Attitude.ACCEPTS);
        }
    }

    /** The owner accepts what comes next. Where the request was sent twice the second has found nothing to retry. */
    private void retry(Wish wish, String service) {
        if (owners.is(service, Attitude.REJECTS)) {
            owners.turn(service, Attitude.ACCEPTS);
            Answer retried = api.post(wish.path() + "/retry");
            assertThat(retried.status()).as("%s", retried).isIn(ACCEPTED, CONFLICT);
        }
    }

    private void patch(Wish wish, String json) {
        Answer patched = api.patch(wish.path(), json);
        assertThat(patched.status()).as("%s", patched).isEqualTo(OK);
    }

    /** A new one, or one that a deleted connection has given free just now. */
    private String anyService() {
        String abandoned = chance(50) ? abandonedServices.poll() : null;
        return abandoned == null ? owners.open(anyOf(List.of(Attitude.values()))) : abandoned;
    }

    private String newName() {
        named++;
        return name + "-" + named;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
