// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.control.CloudWatchAlarms;
import io.ecsim.control.Validation;
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
import io.ecsim.metrics.TreatMissingData;
import io.ecsim.service.DeploymentWatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The alarms of users. Deployments look at them (CB-9), and what they call scales (SC-211). */
final class MetricAlarms implements DeploymentWatch, CloudWatchAlarms {
    private static final long LONGEST_BAKE_TIME = 300 * Time.SECOND;

    /** An alarm and the document that it was made from. */
    private record Put(MetricAlarm document, Alarm alarm) {}

    private final int rangeMargin;
    private final Kernel kernel;
    private final Journal journal;
    private final Map<String, Put> alarms = new LinkedHashMap<>();
    private MetricStore store;
    private Consumer<List<AlarmDefinition>> added = alarms -> {};
    private Consumer<String> changed = alarm -> {};
    private BiConsumer<String, Alarm> called = (action, alarm) -> {};

    MetricAlarms(Scenario scenario, Kernel kernel, Journal journal) {
        this.rangeMargin = scenario.world().alarmRangeMargin();
        this.kernel = kernel;
        this.journal = journal;
    }

    /**
     * @param added told new alarms, so that a clock looks at them
     * @param changed told the name of an alarm whose state has changed
     * @param called told the action that scales something, and which alarm asks for it
     */
    void connect(
            MetricStore store,
            Consumer<List<AlarmDefinition>> added,
            Consumer<String> changed,
            BiConsumer<String, Alarm> called) {
        this.store = store;
        this.added = added;
        this.changed = changed;
        this.called = called;
    }

    /** What an alarm of the timeline will look at is kept from now on, for CloudWatch remembers. */
    void foresee(MetricAlarm document) {
        if (Validation.metricAlarm(document).isEmpty()) {
            new Alarm(definition(document)).watch(store);
        }
    }

    @Override
    public boolean has(String alarm) {
        return alarms.containsKey(alarm);
    }

    /** What an alarm looks at. */
    List<MetricDataQuery> queries(String name) {
        MetricAlarm alarm = alarms.get(name).document();
        return alarm.metrics().isEmpty()
                ? List.of(MetricQueries.asked(
                        new MetricDataQuery.Metric(alarm.namespace(), alarm.metricName(), alarm.dimensions()),
                        alarm.period(),
                        alarm.stat()))
                : alarm.metrics();
    }

    @Override
    public void putMetricAlarm(MetricAlarm document) {
        Put before = alarms.get(document.alarmName());
        Alarm alarm = before == null ? new Alarm(definition(document)) : before.alarm();
        alarm.redefine(definition(document));
        alarm.watch(store);
        alarms.put(document.alarmName(), new Put(document, alarm));
        added.accept(List.of(alarm.definition()));
    }

    @Override
    public void deleteAlarm(String alarm) {
        alarms.remove(alarm);
    }

    /** Its actions are invoked as on any other change. */
    @Override
    public void setAlarmState(String name, AlarmState state, String reason) {
        Put put = alarms.get(name);
        AlarmChange change = put.alarm().enter(state, reason);
        tell(put, change);
        act(put, change);
    }

    private AlarmDefinition definition(MetricAlarm alarm) {
        return new AlarmDefinition(
                alarm.alarmName(),
                MetricQueries.of(alarm),
                alarm.periodSeconds() * Time.SECOND,
                alarm.evaluationPeriods(),
                alarm.datapointsToAlarm(),
                alarm.evaluationPeriods() + rangeMargin,
                alarm.threshold(),
                ComparisonOperator.valueOf(alarm.comparisonOperator()),
                TreatMissingData.valueOf(alarm.treatMissingData()),
                "ignore".equals(alarm.evaluateLowSampleCountPercentile()));
    }

    /** @param due which alarms are looked at now */
    void evaluate(Predicate<AlarmDefinition> due) {
        for (Put put : List.copyOf(alarms.values())) {
            AlarmChange change = null;
            if (due.test(put.alarm().definition())) {
                change = put.alarm().evaluate(kernel.now(), store);
                tell(put, change);
            }
            act(put, change);
        }
    }

    private void tell(Put put, AlarmChange change) {
        if (change != null) {
            journal.add(
                    kernel.now(),
                    new Entry.AlarmStateChanged(
                            change.alarm(),
                            null,
                            change.from().name(),
                            change.to().name(),
                            change.why()));
            changed.accept(change.alarm());
        }
    }

    private void act(Put put, AlarmChange change) {
        List<String> actions = put.document().actions(put.alarm().state().name());
        if (!actions.isEmpty() && put.alarm().scalesNow(kernel.now(), change != null)) {
            actions.forEach(action -> called.accept(action, put.alarm()));
        }
    }

    @Override
    public boolean inAlarm(String alarm) {
        return alarms.containsKey(alarm) && alarms.get(alarm).alarm().state() == AlarmState.ALARM;
    }

    /** As long as the slowest of them takes to see a breach, at most 5 minutes: ours. */
    @Override
    public long bakeTime(List<String> names) {
        return names.stream()
                .filter(alarms::containsKey)
                .map(name -> alarms.get(name).alarm().definition())
                .mapToLong(alarm -> Math.min(LONGEST_BAKE_TIME, alarm.period() * alarm.evaluationPeriods()))
                .max()
                .orElse(0);
    }
}
