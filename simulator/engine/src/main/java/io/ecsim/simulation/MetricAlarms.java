// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.AlarmState;
import io.ecsim.metrics.ComparisonOperator;
import io.ecsim.metrics.MetricStore;
import io.ecsim.metrics.Statistic;
import io.ecsim.metrics.TreatMissingData;
import io.ecsim.service.DeploymentWatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The alarms of a scenario, evaluated once a minute; deployments look at them (CB-9). */
final class MetricAlarms implements DeploymentWatch {
    private static final long LONGEST_BAKE_TIME = 300 * Time.SECOND;

    private final Scenario scenario;
    private final Kernel kernel;
    private final Journal journal;
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();

    MetricAlarms(Scenario scenario, Kernel kernel, Journal journal) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.journal = journal;
        scenario.alarms().forEach(alarm -> alarms.put(alarm.alarmName(), new Alarm(definition(alarm))));
    }

    private AlarmDefinition definition(MetricAlarm alarm) {
        return new AlarmDefinition(
                alarm.alarmName(),
                PublishedMetrics.meant(new CustomizedMetricSpecification(
                        alarm.namespace(), alarm.metricName(), alarm.dimensions(), alarm.statistic(), null)),
                Statistic.valueOf(alarm.statistic()),
                alarm.period() * Time.SECOND,
                alarm.evaluationPeriods(),
                alarm.datapointsToAlarm(),
                alarm.evaluationPeriods() + scenario.world().alarmRangeMargin(),
                alarm.threshold(),
                ComparisonOperator.valueOf(alarm.comparisonOperator()),
                TreatMissingData.valueOf(alarm.treatMissingData()));
    }

    /** @param changed told the name of an alarm whose state has changed */
    void start(MetricStore store, Consumer<String> changed) {
        if (!alarms.isEmpty()) {
            alarms.values().forEach(alarm -> alarm.watch(store));
            kernel.after(Time.of(scenario.world().alarmOffset()), () -> evaluate(store, changed));
        }
    }

    private void evaluate(MetricStore store, Consumer<String> told) {
        alarms.forEach((name, alarm) -> {
            AlarmChange change = alarm.evaluate(kernel.now(), store);
            if (change != null) {
                journal.add(
                        kernel.now(),
                        new Entry.AlarmStateChanged(
                                name, null, change.from().name(), change.to().name(), change.why()));
                told.accept(name);
            }
        });
        kernel.after(Time.MINUTE, () -> evaluate(store, told));
    }

    @Override
    public boolean inAlarm(String alarm) {
        return alarms.containsKey(alarm) && alarms.get(alarm).state() == AlarmState.ALARM;
    }

    /** As long as the slowest of them takes to see a breach, at most 5 minutes: ours. */
    @Override
    public long bakeTime(List<String> names) {
        return names.stream()
                .filter(alarms::containsKey)
                .map(name -> alarms.get(name).definition())
                .mapToLong(alarm -> Math.min(LONGEST_BAKE_TIME, alarm.period() * alarm.evaluationPeriods()))
                .max()
                .orElse(0);
    }
}
