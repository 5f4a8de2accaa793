// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.Scenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The expectations of one run: sees the datapoints pass and tells at the end what holds. */
final class Expectations {
    /** @param collector null for a figure of the summary */
    private record Watched(Condition condition, StatisticCollector collector) {}

    private final List<Watched> all = new ArrayList<>();

    Expectations(List<Condition> conditions, Scenario scenario) {
        for (Condition condition : conditions) {
            all.add(new Watched(
                    condition,
                    condition.figure() instanceof Condition.Statistic statistic
                            ? collector(statistic, scenario)
                            : null));
        }
    }

    static StatisticCollector collector(Condition.Statistic statistic, Scenario scenario) {
        return new StatisticCollector(statistic, targetGroups(scenario, statistic.name()));
    }

    void metric(Metric metric, Datapoint point) {
        for (Watched watched : all) {
            if (watched.collector != null) {
                watched.collector.add(metric, point);
            }
        }
    }

    /** In the scenario's order. */
    List<ExpectationResult> results(Map<String, Object> summary) {
        return all.stream().map(watched -> result(watched, summary)).toList();
    }

    private static ExpectationResult result(Watched watched, Map<String, Object> summary) {
        Condition condition = watched.condition;
        if (condition.figure() instanceof Condition.Path path) {
            return FigureLookup.find(summary, path).compare(condition);
        }
        BigDecimal figure = Decimals.of(watched.collector.figure());
        return figure == null ? condition.without("no datapoint of " + condition.figure()) : condition.against(figure);
    }

    private static Set<String> targetGroups(Scenario scenario, String name) {
        return scenario.everyService().stream()
                .filter(service -> name.equals(service.serviceName()))
                .map(CreateServiceRequest::loadBalancers)
                .flatMap(List::stream)
                .filter(balancer -> balancer.targetGroupArn() != null)
                .map(balancer -> Arn.name(balancer.targetGroupArn()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
