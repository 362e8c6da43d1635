package dev.postern.onboarding;

import static dev.postern.onboarding.KitExamples.CONNECTION;
import static dev.postern.onboarding.KitExamples.cluster;
import static dev.postern.onboarding.KitExamples.known;
import static dev.postern.onboarding.KitExamples.plan;
import static dev.postern.onboarding.KitExamples.possible;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.resolution.WantedListener;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadBalancerPlanTest {

    @Test
    void aListenerThatMayBeNeededGivesWayToOneThatIs() {
        WantedListener[] wanted = IntStream.rangeClosed(1, 60)
                .mapToObj(node -> node <= 30 ? possible(9000 + node, node) : known(9000 + node, node))
                .toArray(WantedListener[]::new);

        LoadBalancerPlan plan = plan("orders", true, wanted);

        assertThat(plan.listeners()).hasSize(49).filteredOn(Listener::required).hasSize(30);
        assertThat(plan.anyBroker()).hasSize(1);
        assertThat(plan.anyBroker().getFirst().brokers()).hasSize(49);
        assertThat(plan.notes()).isEmpty();
    }

    @Test
    void moreThanALoadBalancerCanHaveIsLeftOutAndSaid() {
        WantedListener[] wanted = IntStream.rangeClosed(1, 51)
                .mapToObj(node -> known(9000 + node, node))
                .toArray(WantedListener[]::new);

        LoadBalancerPlan plan = plan("orders", true, wanted);

        assertThat(plan.listeners()).hasSize(49);
        assertThat(plan.notes())
                .hasSize(2)
                .allMatch(note -> note.contains("is left out: a load balancer has at most 50"));
    }

    @Test
    void twoClustersWithTheSameBrokersShareTheirListeners() {
        LoadBalancerPlan plan = LoadBalancerPlan.of(
                CONNECTION,
                List.of(
                        new RoutedCluster(cluster("orders", false), List.of(known(9001, 1))),
                        new RoutedCluster(cluster("payments", true), List.of(known(9001, 1)))));

        assertThat(plan.listeners()).extracting(Listener::port).containsExactly(9001);
        assertThat(plan.anyBroker().getFirst().brokers()).containsExactly(9001);
        assertThat(plan.notes()).isEmpty();
    }

    @Test
    void aPortThatIsWantedForTwoBrokersIsSaid() {
        LoadBalancerPlan plan = plan("orders", true, known(9001, 1), known(9001, 2), known(9091, 3));

        assertThat(plan.listeners()).extracting(Listener::broker).containsExactly("b-1.kafka.acme.internal:9092");
        assertThat(plan.anyBroker().getFirst().brokers()).containsExactly(9001);
        assertThat(plan.notes())
                .containsExactly(
                        "Listener 9001 is wanted for b-1.kafka.acme.internal:9092 of orders and for"
                                + " b-2.kafka.acme.internal:9092 of orders: a listener leads to one broker only.",
                        "Listener 9091 leads to any broker and cannot lead to b-3.kafka.acme.internal:9092 of orders"
                                + " alone: change its route.");
    }

    /** Else a tenant with thousands of routes to one port has a kit of megabytes made for each reading. */
    @Test
    void whatIsWrongAThousandTimesIsSaidSomeTimes() {
        WantedListener[] wanted = IntStream.rangeClosed(1, 1_000)
                .mapToObj(node -> known(9001, node))
                .toArray(WantedListener[]::new);

        LoadBalancerPlan plan = plan("orders", true, wanted);

        assertThat(plan.notes()).hasSize(21).last().isEqualTo("And 979 more of the kind.");
    }
}
