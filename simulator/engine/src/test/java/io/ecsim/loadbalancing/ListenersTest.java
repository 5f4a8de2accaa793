// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerAction.ForwardActionConfig;
import io.ecsim.aws.ListenerAction.TargetGroupTuple;
import io.ecsim.aws.ListenerRule;
import io.ecsim.aws.RuleCondition;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenersTest {
    private final List<Entry> journal = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Listeners listeners =
            new Listeners(new Kernel(), (time, entry) -> journal.add(entry), entry -> told.add(entry.rule()));

    private static ListenerAction forward(Object... groupsAndWeights) {
        List<TargetGroupTuple> tuples = new ArrayList<>();
        for (int i = 0; i < groupsAndWeights.length; i += 2) {
            tuples.add(new TargetGroupTuple((String) groupsAndWeights[i], (Integer) groupsAndWeights[i + 1]));
        }
        return new ListenerAction("forward", null, new ForwardActionConfig(tuples), null);
    }

    private static ListenerRule rule(int priority, ListenerAction action, String... paths) {
        RuleCondition condition = new RuleCondition("path-pattern", List.of(paths), null);
        return new ListenerRule(null, List.of(condition), priority, List.of(action));
    }

    private static Listener shop(ListenerAction byDefault, ListenerRule... rules) {
        return new Listener(null, "shop", null, null, List.of(byDefault), List.of(rules));
    }

    @Test
    @Tag("BG-9")
    void requestsAreSplitByWeight() {
        listeners.create(shop(forward("blue", 3, "green", 1)));
        assertThat(listeners.shares("shop:80", Map.of())).isEqualTo(Map.of("blue", 0.75, "green", 0.25));
    }

    @Test
    @Tag("BG-9")
    void aTargetGroupWithoutWeightGetsNothing() {
        listeners.create(shop(forward("blue", 999, "green", 0)));
        assertThat(listeners.shares("shop:80", Map.of())).isEqualTo(Map.of("blue", 1.0));
    }

    @Test
    void theRuleWithTheLowestPriorityThatTakesThePathCounts() {
        listeners.create(shop(
                forward("web", 1),
                rule(20, forward("other", 1), "/api/*"),
                rule(10, forward("api", 1), "/api/v?", "/v1")));
        assertThat(listeners.shares("shop:80", Map.of("/api/v1", 0.3, "/api/v10", 0.2, "/v1", 0.1)))
                .hasSize(3)
                .hasEntrySatisfying("api", share -> assertThat(share).isCloseTo(0.4, within(1e-12)))
                .hasEntrySatisfying("other", share -> assertThat(share).isCloseTo(0.2, within(1e-12)))
                .hasEntrySatisfying("web", share -> assertThat(share).isCloseTo(0.4, within(1e-12)));
    }

    @Test
    void whatARuleForwardsNowhereGoesToNoTargetGroup() {
        ListenerAction answer = new ListenerAction("fixed-response", null, null, null);
        listeners.create(shop(answer, rule(1, forward("api", 1), "/api")));
        assertThat(listeners.shares("shop:80", Map.of("/api", 0.25))).isEqualTo(Map.of("api", 0.25));
    }

    @Test
    void aRuleThatAsksForAHostIsLeftOut() {
        RuleCondition host = new RuleCondition("host-header", List.of("*.example.com"), null);
        ListenerRule rule = new ListenerRule(null, List.of(host), 1, List.of(forward("api", 1)));
        listeners.create(shop(forward("web", 1), rule));
        assertThat(listeners.shares("shop:80", Map.of())).isEqualTo(Map.of("web", 1.0));
    }

    @Test
    @Tag("BG-9")
    void aModifiedRuleIsJournalledAndToldOnce() {
        listeners.create(shop(forward("blue", 1)));
        listeners.setWeights("shop:80/default", Map.of("green", 1), "shift");
        listeners.setWeights("shop:80/default", Map.of("green", 1), "shift");
        assertThat(journal).containsExactly(new Entry.RuleModified("shop:80/default", "green 1", "shift"));
        assertThat(told).containsExactly("shop:80/default");
        assertThat(listeners.weights("shop:80/default")).isEqualTo(Map.of("green", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listeners.setWeights("shop:80/7", Map.of("green", 1), "shift"))
                .withMessage("No such rule: shop:80/7");
    }

    @Test
    void namesAreThoseOfTheDocumentsOrMadeOfPortAndPriority() {
        String arn =
                "arn:aws:elasticloadbalancing:us-east-1:1:listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8e/9683b2d0";
        ListenerRule named =
                new ListenerRule(arn, rule(1, forward("api", 1), "/a").conditions(), 1, List.of(forward("api", 1)));
        listeners.create(shop(forward("web", 1), named, rule(5, forward("api", 1), "/b")));
        assertThat(listeners.hasRule("9683b2d0")).isTrue();
        assertThat(listeners.hasRule(arn)).isTrue();
        assertThat(listeners.hasRule("shop:80/5")).isTrue();
        assertThat(listeners.hasRule("shop:80/1")).isFalse();
        assertThat(listeners.ruleTo("shop:80", "web")).isEqualTo("shop:80/default");
        assertThat(listeners.reaching(List.of("api"))).isEqualTo("shop:80");
        assertThat(listeners.reaching(List.of("none"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0", "5, 95, 5", "100, 0, 100", "33.3, 667, 333", "0.1, 999, 1", "99.9, 1, 999"})
    @Tag("BG-9")
    void aShareInTenthsOfAPercentIsExactInWeights(double percent, int blue, int green) {
        assertThat(Listeners.weights("b", "g", percent)).isEqualTo(Map.of("b", blue, "g", green));
    }
}
