// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.Scenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The expectations of one run: sees the datapoints pass and tells at the end what holds. */
final class Expectations {
    private final Map<Expectation, StatisticCollector> all = new LinkedHashMap<>();
    private final List<StatisticCollector> collectors = new ArrayList<>();

    Expectations(List<Expectation> expectations, Scenario scenario) {
        for (Expectation expectation : expectations) {
            StatisticCollector collector = null;
            if (expectation.figure() instanceof Expectation.Statistic statistic) {
                collector = new StatisticCollector(statistic, targetGroups(scenario, statistic.name()));
                collectors.add(collector);
            }
            all.put(expectation, collector);
        }
    }

    void metric(Metric metric, Datapoint point) {
        for (StatisticCollector collector : collectors) {
            collector.add(metric, point);
        }
    }

    /** In the scenario's order. */
    List<ExpectationResult> results(Map<String, Object> summary) {
        List<ExpectationResult> results = new ArrayList<>();
        all.forEach((expectation, collector) -> results.add(
                expectation.figure() instanceof Expectation.Path path
                        ? FigureLookup.find(summary, path).compare(expectation)
                        : result(expectation, collector)));
        return results;
    }

    private static ExpectationResult result(Expectation expectation, StatisticCollector collector) {
        BigDecimal figure = Decimals.of(collector.figure());
        return figure == null
                ? expectation.without("no datapoint of " + expectation.figure())
                : expectation.against(figure);
    }

    private static Set<String> targetGroups(Scenario scenario, String name) {
        return scenario.services().stream()
                .filter(service -> name.equals(service.serviceName()))
                .map(CreateServiceRequest::loadBalancers)
                .flatMap(List::stream)
                .filter(balancer -> balancer.targetGroupArn() != null)
                .map(balancer -> Arn.name(balancer.targetGroupArn()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
