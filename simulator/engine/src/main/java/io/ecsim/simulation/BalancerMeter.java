// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.simulation.Meter.Publisher;
import io.ecsim.workload.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What an Application Load Balancer reports of all its target groups together (LB-20). */
final class BalancerMeter {
    private final List<TargetGroupMeter> groups = new ArrayList<>();
    private final Map<String, RequestMetrics> inZones = new LinkedHashMap<>();
    private final MetricNames.Balancer names;
    private final RequestMetrics metrics;

    BalancerMeter(MetricNames.Balancer names) {
        this.names = names;
        this.metrics = new RequestMetrics(PublishedMetrics.ofBalancer(names, null));
    }

    void add(TargetGroupMeter group) {
        groups.add(group);
    }

    /** Its groups have been read. */
    void read(long now, boolean byZone, Publisher publisher) {
        Answers all = groups.stream()
                .map(TargetGroupMeter::answers)
                .reduce(Answers::plus)
                .orElseThrow();
        metrics.publish(all, 1, now, publisher);
        if (byZone) {
            TreeSet<String> zones = new TreeSet<>();
            groups.forEach(group -> group.zones().forEach(zones::add));
            for (String zone : zones) {
                inZones.computeIfAbsent(zone, each -> new RequestMetrics(PublishedMetrics.ofBalancer(names, each)))
                        .publish(all, 1.0 / zones.size(), now, publisher);
            }
        }
    }
}
