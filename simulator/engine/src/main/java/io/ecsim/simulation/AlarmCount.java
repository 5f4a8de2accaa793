// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.pricing.PriceList;
import java.util.List;

/** Counts the alarms that there are at the beginning of each minute, for the bill. */
final class AlarmCount {
    private final Kernel kernel;
    private final Alarms alarms;
    private final Autoscaling autoscaling;
    private final GroupAutoscaling groups;
    private final Figures figures;

    AlarmCount(Kernel kernel, Alarms alarms, Autoscaling autoscaling, GroupAutoscaling groups, Figures figures) {
        this.kernel = kernel;
        this.alarms = alarms;
        this.autoscaling = autoscaling;
        this.groups = groups;
        this.figures = figures;
    }

    void start() {
        add(alarms.onMetrics(), null);
        autoscaling.alarms().forEach((service, own) -> add(own, service));
        add(groups.alarms(), null);
        add(PriceList.COMPOSITE_ALARM, null, alarms.composite());
        kernel.after(Time.MINUTE, this::start);
    }

    private void add(List<AlarmDefinition> definitions, String service) {
        int fast = (int) definitions.stream()
                .filter(alarm -> alarm.period() < Time.MINUTE)
                .count();
        add(PriceList.ALARM, service, definitions.size() - fast);
        add(PriceList.HIGH_RESOLUTION_ALARM, service, fast);
    }

    private void add(String item, String service, int count) {
        if (count > 0) {
            figures.alarmsAreThere(kernel.now(), item, service, count);
        }
    }
}
