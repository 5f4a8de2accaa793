// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerAction.ForwardActionConfig;
import io.ecsim.aws.ListenerAction.TargetGroupTuple;
import io.ecsim.aws.ListenerRule;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.RuleCondition;
import io.ecsim.aws.TargetGroup;
import io.ecsim.kernel.Distribution;
import io.ecsim.simulation.RunResult.GroupResult;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.StepTraffic;
import io.ecsim.workload.Traffic;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two services, one task each, behind one listener: 100 requests a second to the first for 100 s. */
class ListenerRulesTest {
    private static final long MILLION = 1_000_000;

    private static TargetGroup group(String name) {
        return new TargetGroup(name, null, null, null, null, null, null, null, null, null);
    }

    private static CreateServiceRequest service(String name, String... groups) {
        List<LoadBalancer> balancers = List.of(groups).stream()
                .map(group -> new LoadBalancer(group, "web", 80))
                .toList();
        return new CreateServiceRequest(name, "web:1", 1, null, null, balancers, null, null, null, null, null);
    }

    private static ListenerAction forward(TargetGroupTuple... tuples) {
        return new ListenerAction("forward", null, new ForwardActionConfig(List.of(tuples)), null);
    }

    private static Listener listener(ListenerAction byDefault, ListenerAction ofApi) {
        RuleCondition api = new RuleCondition("path-pattern", List.of("/api*"), null);
        ListenerRule rule = new ListenerRule(null, List.of(api), 1, List.of(ofApi));
        return new Listener(null, "shop", null, null, List.of(byDefault), List.of(rule));
    }

    private static Scenarios shop(Map<String, Share> paths) {
        Scenarios scenario = Scenarios.ofWeb().withoutLatencies().until(Duration.ofSeconds(100));
        RequestModel request = new RequestModel(new Distribution.Constant(0), null, null, null, null);
        scenario.applications.put("web", new Application(request, null, null, null, null, null, null, null));
        scenario.workload.add(new Workload("web", new ConstantTraffic(100), paths));
        List.of("web", "api", "empty").forEach(name -> scenario.targetGroups.add(group(name)));
        scenario.services.add(service("web", "web"));
        scenario.services.add(service("api", "api"));
        return scenario;
    }

    private static RunResult run(Scenarios scenario, ListenerAction byDefault, ListenerAction ofApi) {
        scenario.listeners.add(listener(byDefault, ofApi));
        return Simulation.run(scenario.build(), RunObserver.NONE, () -> false, true);
    }

    private static GroupResult groupOf(RunResult result, String service) {
        return result.services().get(service).targetGroups().get(service);
    }

    @Test
    void aPathGoesWhereItsRuleForwards() {
        RunResult result = run(
                shop(Map.of("/api/v1", new Share(0.3))),
                forward(new TargetGroupTuple("web", 1)),
                forward(new TargetGroupTuple("api", 1)));
        assertThat(groupOf(result, "web").requests()).isEqualTo(7_000 * MILLION);
        assertThat(groupOf(result, "api").requests()).isEqualTo(3_000 * MILLION);
        assertThat(result.services().get("api").requests().offered()).isEqualTo(3_000 * MILLION);
        assertThat(result.requests().failed()).isZero();
    }

    @Test
    void everySourceOfAServiceHasItsOwnRateAndPaths() {
        Scenarios scenario = shop(Map.of("/api/v1", new Share(0.3)));
        Traffic late = new StepTraffic(List.of(new StepTraffic.Step(Duration.ofSeconds(50), 20)));
        scenario.workload.add(new Workload("web", late, Map.of("/api", new Share(1))));
        scenario.workload.add(new Workload("web", new ConstantTraffic(1)));
        scenario.at(90, new Action.SetTraffic("web", 2.0, null));
        RunResult result =
                run(scenario, forward(new TargetGroupTuple("web", 1)), forward(new TargetGroupTuple("api", 1)));
        assertThat(groupOf(result, "web").requests()).isEqualTo((70 + 1) * 110 * MILLION);
        assertThat(groupOf(result, "api").requests()).isEqualTo((30 * 110 + 20 * 60) * MILLION);
        assertThat(result.requests().offered()).isEqualTo((101 * 110 + 20 * 60) * MILLION);
    }

    @Test
    @Tag("BG-9")
    void aRuleSplitsItsRequestsByWeight() {
        RunResult result = run(
                shop(null),
                forward(new TargetGroupTuple("web", 3), new TargetGroupTuple("api", 1)),
                forward(new TargetGroupTuple("api", 1)));
        assertThat(groupOf(result, "web").served()).isEqualTo(7_500 * MILLION);
        assertThat(groupOf(result, "api").served()).isEqualTo(2_500 * MILLION);
    }

    @Test
    @Tag("LB-12")
    void whatIsForwardedToAnEmptyTargetGroupFails() {
        RunResult result = run(
                shop(Map.of("/api", new Share(0.25))),
                forward(new TargetGroupTuple("web", 1)),
                forward(new TargetGroupTuple("empty", 1)));
        assertThat(groupOf(result, "web").served()).isEqualTo(7_500 * MILLION);
        assertThat(result.requests().failed()).isEqualTo(2_500 * MILLION);
    }

    @Test
    void aTaskInTwoTargetGroupsGetsTheRequestsOfBoth() {
        Scenarios scenario = shop(null);
        scenario.services.set(0, service("web", "web", "empty"));
        RunResult result = run(
                scenario,
                forward(new TargetGroupTuple("web", 2), new TargetGroupTuple("empty", 2)),
                forward(new TargetGroupTuple("api", 1)));
        Map<String, GroupResult> groups = result.services().get("web").targetGroups();
        assertThat(groups.get("web").requests()).isEqualTo(5_000 * MILLION);
        assertThat(groups.get("empty").requests()).isEqualTo(5_000 * MILLION);
        assertThat(result.requests().served()).isEqualTo(10_000 * MILLION);
        assertThat(groups.get("web").elbErrors().get(ElbError.HTTP_503)).isZero();
    }
}
