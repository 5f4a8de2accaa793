// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.control.CloudWatchAlarms;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmChange;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.AlarmState;
import io.ecsim.metrics.MetricStore;
import io.ecsim.service.DeploymentWatch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The alarms of users, on metrics and on other alarms. Deployments look at them (CB-9). */
final class Alarms implements DeploymentWatch, CloudWatchAlarms {
    private final Kernel kernel;
    private final Journal journal;
    private final MetricAlarms onMetrics;
    private final CompositeAlarms composite;
    private Consumer<List<AlarmDefinition>> added = alarms -> {};
    private Consumer<String> changed = alarm -> {};

    Alarms(Scenario scenario, Kernel kernel, Journal journal) {
        this.kernel = kernel;
        this.journal = journal;
        AlarmActions actions = new AlarmActions(kernel, journal);
        onMetrics = new MetricAlarms(scenario, kernel, this::tell, actions);
        composite = new CompositeAlarms(kernel, onMetrics::state, this::tell, actions);
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
        this.added = added;
        this.changed = changed;
        onMetrics.connect(store, called);
    }

    /** What an alarm of the timeline will look at is kept from now on, for CloudWatch remembers. */
    void foresee(MetricAlarm document) {
        onMetrics.foresee(document);
    }

    @Override
    public boolean has(String alarm) {
        return onMetrics.state(alarm) != null || composite.state(alarm) != null;
    }

    /** What an alarm looks at; a composite one at no metric. */
    List<MetricDataQuery> queries(String alarm) {
        return onMetrics.state(alarm) == null ? List.of() : onMetrics.queries(alarm);
    }

    @Override
    public void putMetricAlarm(MetricAlarm document) {
        added.accept(List.of(onMetrics.put(document)));
    }

    @Override
    public void putCompositeAlarm(CompositeAlarm document) {
        composite.put(document);
        added.accept(List.of());
    }

    @Override
    public void deleteAlarm(String alarm) {
        onMetrics.delete(alarm);
        composite.delete(alarm);
    }

    /** Its actions are invoked as on any other change. */
    @Override
    public void setAlarmState(String name, AlarmState state, String reason) {
        if (composite.state(name) != null) {
            composite.setState(name, state, reason);
        } else {
            onMetrics.setState(name, state, reason);
            composite.evaluate();
        }
    }

    /** All on metrics that there are. */
    List<AlarmDefinition> onMetrics() {
        return onMetrics.definitions();
    }

    /** How many there are on other alarms. */
    int composite() {
        return composite.count();
    }

    /** @param due which alarms on metrics are looked at now */
    void evaluate(Predicate<AlarmDefinition> due) {
        onMetrics.evaluate(due);
        composite.evaluate();
    }

    private void tell(AlarmChange change) {
        journal.add(
                kernel.now(),
                new Entry.AlarmStateChanged(
                        change.alarm(), null, change.from().name(), change.to().name(), change.why()));
        changed.accept(change.alarm());
    }

    @Override
    public boolean inAlarm(String alarm) {
        return onMetrics.state(alarm) == AlarmState.ALARM || composite.state(alarm) == AlarmState.ALARM;
    }

    /** That of the alarms on metrics, and of those that composite ones look at. */
    @Override
    public long bakeTime(List<String> names) {
        Set<String> all = new LinkedHashSet<>();
        names.forEach(name -> collect(name, all));
        return onMetrics.bakeTime(all);
    }

    private void collect(String name, Set<String> all) {
        if (all.add(name)) {
            composite.children(name).forEach(child -> collect(Arn.name(child), all));
        }
    }
}
