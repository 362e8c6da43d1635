package dev.postern.onboarding;

import static dev.postern.onboarding.KitExamples.HOSTILE;
import static dev.postern.onboarding.KitExamples.known;
import static dev.postern.onboarding.KitExamples.plan;
import static dev.postern.onboarding.KitExamples.possible;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The kit's Terraform, as HashiCorp's own parser reads it. */
class TerraformTest {

    private static final Pattern REFERENCE = Pattern.compile(
            "\\b(var|local)\\.([a-z_]+)|\\bdata\\.(aws_[a-z_]+)\\.([a-z_]+)|(?<![.\\w])(aws_[a-z_]+)\\.([a-z_]+)");

    @BeforeAll
    static void node() {
        Program.assumeInstalled("Node.js", "npm", "--version");
    }

    @Test
    void everyBrokerHasAListenerAndATargetGroupOfItsOwn() {
        JsonNode module = parse("acme-kafka", plan("orders", false, known(9001, 1), known(9002, 2), possible(9003, 3)));

        JsonNode listeners = module.at("/locals/0/listeners");
        assertThat(listeners.propertyNames()).containsExactly("9001", "9002", "9003");
        assertThat(listeners.at("/9002/broker").asString()).isEqualTo("b-2.kafka.acme.internal:9092");
        assertThat(listeners.at("/9002/port").asInt()).isEqualTo(9092);
        assertThat(listeners.at("/9002/required").asBoolean()).isTrue();
        assertThat(listeners.at("/9003/required").asBoolean()).isFalse();
        for (String made : List.of("aws_lb_target_group", "aws_lb_target_group_attachment", "aws_lb_listener")) {
            assertThat(module.at("/resource/" + made).propertyNames()).as(made).containsExactly("broker");
            assertThat(module.at("/resource/%s/broker/0/for_each".formatted(made))
                            .asString())
                    .isEqualTo("${local.made}");
        }
        assertThat(module.at("/resource/aws_lb_listener/broker/0/port").asString())
                .isEqualTo("${tonumber(each.key)}");
        assertThat(module.at("/resource/aws_lb_target_group_attachment/broker/0/target_id")
                        .asString())
                .isEqualTo("${var.targets[each.key]}");
    }

    @Test
    void theLoadBalancerBalancesAcrossZonesAndTheServiceAdmitsThePrincipalAndNobodyElse() {
        JsonNode module = parse("acme-kafka", plan("orders", true, known(9001, 1)));

        JsonNode loadBalancer = module.at("/resource/aws_lb/postern/0");
        assertThat(loadBalancer.path("enable_cross_zone_load_balancing").asBoolean())
                .isTrue();
        assertThat(loadBalancer.path("load_balancer_type").asString()).isEqualTo("network");
        assertThat(loadBalancer.path("internal").asBoolean()).isTrue();
        assertThat(module.at("/resource/aws_vpc_endpoint_service/postern/0/acceptance_required")
                        .asBoolean())
                .isTrue();
        JsonNode principals = module.at("/resource/aws_vpc_endpoint_service_allowed_principal");
        assertThat(principals.propertyNames()).containsExactly("postern");
        assertThat(principals.at("/postern/0/principal_arn").asString()).isEqualTo(KitExamples.PRINCIPAL);
        assertThat(module.at("/locals/0/zones").valueStream().map(JsonNode::asString))
                .containsExactly("use1-az1", "use1-az4");
        for (String group : List.of("broker", "bootstrap")) {
            assertThat(module.at("/resource/aws_lb_target_group/%s/0/proxy_protocol_v2".formatted(group))
                            .asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void theAnyBrokerListenerLeadsToEveryBrokerOfItsCluster() {
        JsonNode module = parse("acme-kafka", plan("orders", true, known(9001, 1), known(9002, 2)));

        JsonNode bootstrap = module.at("/locals/0/bootstrap_listeners");
        assertThat(bootstrap.propertyNames()).containsExactly("9091");
        assertThat(bootstrap.at("/9091/brokers").valueStream().map(JsonNode::asString))
                .containsExactly("9001", "9002");
        assertThat(module.at("/resource/aws_lb_listener/bootstrap/0/for_each").asString())
                .isEqualTo("${local.bootstrap_listeners}");
    }

    @Test
    void everythingThatIsReferredToIsDeclared() {
        for (LoadBalancerPlan plan : List.of(
                plan("orders", true, known(9001, 1)), plan("orders", false, known(9001, 1)), plan("orders", false))) {
            JsonNode module = parse("acme-kafka", plan);

            Set<String> declared = new TreeSet<>();
            names(module.path("variable"), "var.", declared);
            names(module.at("/locals/0"), "local.", declared);
            module.path("resource").properties().forEach(type -> names(type.getValue(), type.getKey() + ".", declared));
            module.path("data")
                    .properties()
                    .forEach(type -> names(type.getValue(), "data." + type.getKey() + ".", declared));
            Set<String> referred = new TreeSet<>();
            texts(module).forEach(text -> REFERENCE.matcher(text).results().forEach(hit -> referred.add(name(hit))));
            assertThat(referred)
                    .contains("var.targets", "local.made", "aws_lb.postern")
                    .isSubsetOf(declared);
            module.path("variable")
                    .properties()
                    .forEach(variable -> assertThat(
                                    variable.getValue().at("/0/description").asString())
                            .as(variable.getKey())
                            .hasSizeGreaterThan(20));
        }
    }

    @Test
    void aHostileNameStaysAValueAndChangesNothingElse() {
        JsonNode module = parse(HOSTILE, plan(HOSTILE, true, known(9001, 1), known(9001, 2)));
        JsonNode plain = parse("acme-kafka", plan("orders", true, known(9001, 1), known(9001, 2)));

        assertThat(Hcl.plain(module.at("/locals/0/listeners/9001/cluster"))).isEqualTo(HOSTILE);
        assertThat(Hcl.plain(module.at("/locals/0/bootstrap_listeners/9091/cluster")))
                .isEqualTo(HOSTILE);
        for (String part : List.of("/variable", "/resource", "/data", "/output", "/terraform")) {
            assertThat(module.at(part)).as(part).isEqualTo(plain.at(part));
        }
        assertThat(module.at("/locals/0").propertyNames())
                .containsExactlyElementsOf(plain.at("/locals/0").propertyNames());
    }

    private static JsonNode parse(String connection, LoadBalancerPlan plan) {
        return Hcl.parse(KitExamples.terraform(connection, plan));
    }

    private static void names(JsonNode declarations, String prefix, Set<String> into) {
        declarations.propertyNames().forEach(name -> into.add(prefix + name));
    }

    private static String name(MatchResult hit) {
        UnaryOperator<String> part = name -> name == null ? "" : name;
        return hit.group(1) != null
                ? hit.group(1) + "." + hit.group(2)
                : hit.group(3) != null
                        ? "data." + hit.group(3) + "." + hit.group(4)
                        : part.apply(hit.group(5)) + "." + hit.group(6);
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(inner -> texts.addAll(texts(inner)));
        return texts;
    }
}
