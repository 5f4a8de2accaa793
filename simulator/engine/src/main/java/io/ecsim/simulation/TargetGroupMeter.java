// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.Meter.BalancerUse;
import io.ecsim.simulation.Meter.Publisher;
import io.ecsim.workload.Answers;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.Load;
import io.ecsim.workload.Traffic;
import java.util.Map;

/** Reads what a load balancer reports of one target group (LB-20, SC-130 to SC-135). */
final class TargetGroupMeter {
    private final Targets targets;
    private final String loadBalancer;
    private final Load load;
    private final BalancerUse use;
    /** By the names that an Application Load Balancer has for them. */
    private final Map<String, Metric> metrics;

    /** @param balancers that of the target group is among them */
    TargetGroupMeter(Targets targets, LoadBalancers balancers, Load load, MetricNames names, BalancerUse use) {
        this.targets = targets;
        this.loadBalancer = balancers.name(targets.group().name());
        this.metrics =
                PublishedMetrics.ofTargetGroup(names, balancers, targets.group().name());
        this.load = load;
        this.use = use;
    }

    void read(long now, Publisher publisher) {
        Answers answers = load.readGroup(Routing.groupName(targets.group().name()));
        use.add(now - Time.MINUTE, loadBalancer, targets.group().name(), inRequests(answers.routed()));
        int healthy = targets.count(TargetHealth.healthy);
        int unhealthy = targets.count(TargetHealth.unhealthy);
        int registered = healthy + unhealthy + targets.count(TargetHealth.initial);
        if (!targets.group().isNetwork()) {
            publishRequests(answers, healthy > 0 ? healthy : registered, now, publisher);
        }
        if (registered > 0) {
            publisher.publish(metrics.get("HealthyHostCount"), now, healthy);
            publisher.publish(metrics.get("UnHealthyHostCount"), now, unhealthy);
        }
    }

    /** A Network Load Balancer knows of connections only. */
    private void publishRequests(Answers answers, int among, long now, Publisher publisher) {
        double routed = inRequests(answers.routed());
        publisher.publish(metrics.get("RequestCount"), now, routed);
        if (among > 0 && metrics.containsKey("RequestCountPerTarget")) {
            publisher.publish(metrics.get("RequestCountPerTarget"), now, routed / among);
        }
        publishNonZero("HTTPCode_Target_2XX_Count", answers.served(), now, publisher);
        publishNonZero("HTTPCode_Target_5XX_Count", answers.targetErrors(), now, publisher);
        publishElbErrors(answers.elbErrors(), now, publisher);
        publishResponses(answers.responses(), now, publisher);
    }

    private void publishElbErrors(Map<ElbError, Long> errors, long now, Publisher publisher) {
        long ofTheClient = errors.get(ElbError.HTTP_460);
        long all = errors.values().stream().mapToLong(Long::longValue).sum();
        publishNonZero("HTTPCode_ELB_4XX_Count", ofTheClient, now, publisher);
        publishNonZero("HTTPCode_ELB_5XX_Count", all - ofTheClient, now, publisher);
        for (ElbError error : ElbError.values()) {
            if (error != ElbError.HTTP_460) {
                publishNonZero("HTTPCode_ELB_" + error.code() + "_Count", errors.get(error), now, publisher);
            }
        }
    }

    /** SC-130: HTTP codes are reported only when there are any. */
    private void publishNonZero(String name, long millionths, long now, Publisher publisher) {
        if (millionths > 0 && metrics.containsKey(name)) {
            publisher.publish(metrics.get(name), now, inRequests(millionths));
        }
    }

    private void publishResponses(Answers.Responses responses, long now, Publisher publisher) {
        if (responses.samples() > 0) {
            Datapoint point = new Datapoint(
                    now - Time.MINUTE,
                    Time.MINUTE,
                    inRequests(responses.samples()),
                    responses.sum(),
                    responses.min(),
                    responses.max());
            publisher.publish(metrics.get("TargetResponseTime"), point);
        }
    }

    private static double inRequests(long millionths) {
        return (double) millionths / Traffic.MICRO;
    }
}
