// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.Samples;
import io.ecsim.simulation.BurstableInstances.Burstable;
import io.ecsim.simulation.Meter.Publisher;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the CPU credits of burstable instances, each and by group, every five minutes, as EC2 does (SC-606). */
final class CreditMeter {
    static final long PERIOD = 5 * Time.MINUTE;
    /** Instances that are told one by one; of more, the groups tell: a big cluster would write nothing else. */
    static final int MOST = 100;

    private final BurstableInstances burstables;
    private final MetricNames names;
    private final Publisher ec2;

    CreditMeter(BurstableInstances burstables, MetricNames names, Publisher ec2) {
        this.burstables = burstables;
        this.names = names;
        this.ec2 = ec2;
    }

    void read(long now) {
        Map<Metric, Samples> groups = new LinkedHashMap<>();
        int told = 0;
        for (Burstable one : burstables.settled()) {
            boolean alone = told++ < MOST;
            double[] values = {
                one.credits().takeUsed(), one.credits().balance(), one.credits().surplus(), one.takeCharged()
            };
            for (int i = 0; i < values.length; i++) {
                String name = PublishedMetrics.OF_CREDITS.get(i);
                Datapoint point = new Datapoint(now - PERIOD, PERIOD, 1, values[i], values[i], values[i]);
                if (alone) {
                    ec2.publish(names.instance(name, one.instance), point);
                }
                if (one.group != null) {
                    groups.computeIfAbsent(names.group(name, one.group), metric -> new Samples())
                            .add(point);
                }
            }
        }
        groups.forEach((metric, samples) -> ec2.publish(metric, samples.toDatapoint(now - PERIOD, PERIOD)));
    }
}
