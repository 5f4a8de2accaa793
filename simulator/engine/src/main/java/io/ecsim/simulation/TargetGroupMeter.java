// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.metrics.MetricStore;
import io.ecsim.simulation.Meter.BalancerUse;
import io.ecsim.simulation.Meter.Publisher;
import io.ecsim.workload.Answers;
import io.ecsim.workload.Load;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Reads what a load balancer reports of one target group (LB-20, SC-130 to SC-135). */
final class TargetGroupMeter {
    private final Targets targets;
    private final String name;
    private final String loadBalancer;
    private final boolean crossesZones;
    private final MetricNames.Balancer names;
    private final Load load;
    private final BalancerUse use;
    private final RequestMetrics metrics;
    private final Map<String, RequestMetrics> inZones = new LinkedHashMap<>();
    private Answers answers;

    /** @param balancers that of the target group is among them */
    TargetGroupMeter(Targets targets, LoadBalancers balancers, Load load, MetricNames names, BalancerUse use) {
        this.targets = targets;
        this.name = targets.group().name();
        this.loadBalancer = balancers.name(name);
        this.crossesZones = balancers.crossZone(targets.group());
        this.names = PublishedMetrics.balancer(names, balancers, name);
        this.metrics = new RequestMetrics(PublishedMetrics.ofTargetGroup(this.names, name, null));
        this.load = load;
        this.use = use;
    }

    String loadBalancer() {
        return loadBalancer;
    }

    MetricNames.Balancer names() {
        return names;
    }

    /** What was answered in the minute that was read last. */
    Answers answers() {
        return answers;
    }

    /** Percentiles that somebody asks for need more than a statistic set (SC-103). */
    void keepWhatIsAskedFor(MetricStore store) {
        if (store.wantsSamplesOf(names.namespace(), responseTime())) {
            load.keepResponseTimes(Routing.groupName(name));
        }
    }

    private String responseTime() {
        return names.isClassic() ? "Latency" : "TargetResponseTime";
    }

    /** @param byZone whether what each zone has is told too */
    void read(long now, boolean byZone, Publisher publisher) {
        answers = load.readGroup(Routing.groupName(name));
        double requests = RequestMetrics.inRequests(answers.routed());
        use.add(now - Time.MINUTE, loadBalancer, name, requests, requests * shareOfOtherZones());
        int healthy = targets.count(TargetHealth.healthy);
        int unhealthy = targets.count(TargetHealth.unhealthy);
        publish(
                metrics,
                1,
                healthy,
                unhealthy,
                healthy + unhealthy + targets.count(TargetHealth.initial),
                now,
                publisher);
        if (byZone) {
            readZones(now, publisher);
        }
    }

    /** Each zone with targets has a node, and each node sends to all of them alike; without cross-zone to its own only. */
    private double shareOfOtherZones() {
        int zones = targets.countByZone(TargetHealth.healthy).size();
        return crossesZones && zones > 0 ? 1 - 1.0 / zones : 0;
    }

    private void publish(
            RequestMetrics metrics,
            double share,
            int healthy,
            int unhealthy,
            int registered,
            long now,
            Publisher publisher) {
        if (names.countsRequests()) {
            metrics.publish(answers, share, now, publisher);
            if (registered > 0) {
                double routed = share * RequestMetrics.inRequests(answers.routed());
                metrics.publish("RequestCountPerTarget", routed / (healthy > 0 ? healthy : registered), now, publisher);
            }
        }
        if (registered > 0) {
            metrics.publish("HealthyHostCount", healthy, now, publisher);
            metrics.publish("UnHealthyHostCount", unhealthy, now, publisher);
        }
    }

    /** Clients find the nodes of all zones alike, so each zone has an even share of the requests. */
    private void readZones(long now, Publisher publisher) {
        SortedMap<String, Integer> healthy = targets.countByZone(TargetHealth.healthy);
        SortedMap<String, Integer> unhealthy = targets.countByZone(TargetHealth.unhealthy);
        SortedMap<String, Integer> initial = targets.countByZone(TargetHealth.initial);
        for (String zone : healthy.keySet()) {
            RequestMetrics ofZone = inZones.computeIfAbsent(
                    zone, each -> new RequestMetrics(PublishedMetrics.ofTargetGroup(names, name, each)));
            publish(
                    ofZone,
                    1.0 / healthy.size(),
                    healthy.get(zone),
                    unhealthy.get(zone),
                    healthy.get(zone) + unhealthy.get(zone) + initial.get(zone),
                    now,
                    publisher);
        }
    }

    /** Zones with targets. */
    Iterable<String> zones() {
        return targets.countByZone(TargetHealth.healthy).keySet();
    }
}
