// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.control.Validation;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.AlarmState;
import io.ecsim.metrics.ComparisonOperator;
import io.ecsim.metrics.MetricStore;
import io.ecsim.metrics.TreatMissingData;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The alarms of users on metrics; what they call scales (SC-211). */
final class MetricAlarms {
    /** An alarm and the document that it was made from. */
    private record Put(MetricAlarm document, Alarm alarm) {}

    private final int rangeMargin;
    private final long longestBakeTime;
    private final Kernel kernel;
    private final Consumer<AlarmChange> changed;
    private final AlarmActions actions;
    private final Map<String, Put> alarms = new LinkedHashMap<>();
    private MetricStore store;
    private BiConsumer<String, Alarm> called = (action, alarm) -> {};

    /** @param changed told changes of states */
    MetricAlarms(Scenario scenario, Kernel kernel, Consumer<AlarmChange> changed, AlarmActions actions) {
        this.rangeMargin = scenario.world().alarmRangeMargin();
        this.longestBakeTime = Time.of(scenario.world().longestBakeTime());
        this.kernel = kernel;
        this.changed = changed;
        this.actions = actions;
    }

    /** @param called told the action that scales something, and which alarm asks for it */
    void connect(MetricStore store, BiConsumer<String, Alarm> called) {
        this.store = store;
        this.called = called;
    }

    /** What an alarm of the timeline will look at is kept from now on, for CloudWatch remembers. */
    void foresee(MetricAlarm document) {
        if (Validation.metricAlarm(document).isEmpty()) {
            new Alarm(definition(document)).watch(store);
        }
    }

    /** Null for one that there is not. */
    AlarmState state(String alarm) {
        return alarms.containsKey(alarm) ? alarms.get(alarm).alarm().state() : null;
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

    /** A new alarm, or another definition of one, which keeps its state (SC-201). */
    AlarmDefinition put(MetricAlarm document) {
        Put before = alarms.get(document.alarmName());
        Alarm alarm = before == null ? new Alarm(definition(document)) : before.alarm();
        alarm.redefine(definition(document));
        alarm.watch(store);
        alarms.put(document.alarmName(), new Put(document, alarm));
        return alarm.definition();
    }

    /** All that there are. */
    List<AlarmDefinition> definitions() {
        return alarms.values().stream().map(put -> put.alarm().definition()).toList();
    }

    void delete(String alarm) {
        alarms.remove(alarm);
    }

    void setState(String name, AlarmState state, String reason) {
        Put put = alarms.get(name);
        AlarmChange change = put.alarm().enter(state, reason);
        tell(change);
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
                tell(change);
            }
            act(put, change);
        }
    }

    private void tell(AlarmChange change) {
        if (change != null) {
            changed.accept(change);
        }
    }

    /** Topics are told once, what scales is called again and again. */
    private void act(Put put, AlarmChange change) {
        List<String> ofState = put.document().actions(put.alarm().state().name());
        if (change != null) {
            actions.notify(change.alarm(), change.to(), ofState, change.why());
        }
        if (!ofState.isEmpty() && put.alarm().scalesNow(kernel.now(), change != null)) {
            ofState.stream()
                    .filter(action -> !AlarmActions.isTopic(action))
                    .forEach(action -> called.accept(action, put.alarm()));
        }
    }

    /** As long as the slowest of them takes to see a breach, up to a limit: ours. */
    long bakeTime(Collection<String> names) {
        return names.stream()
                .filter(alarms::containsKey)
                .map(name -> alarms.get(name).alarm().definition())
                .mapToLong(alarm -> Math.min(longestBakeTime, alarm.period() * alarm.evaluationPeriods()))
                .max()
                .orElse(0);
    }
}
