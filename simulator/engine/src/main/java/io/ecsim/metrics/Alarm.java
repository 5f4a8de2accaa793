// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import io.ecsim.kernel.Time;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** An alarm at work: its definition and the state it is in. Whoever owns it evaluates it when its time has come. */
public final class Alarm {
    private AlarmDefinition definition;
    private AlarmState state = AlarmState.INSUFFICIENT_DATA;
    private double[] values = {};
    private long acted = Long.MIN_VALUE;

    public Alarm(AlarmDefinition definition) {
        this.definition = definition;
    }

    public AlarmDefinition definition() {
        return definition;
    }

    /** Replaces the definition and keeps the state (SC-201). */
    public void redefine(AlarmDefinition other) {
        definition = other;
    }

    public AlarmState state() {
        return state;
    }

    /** The newest value in the range that was evaluated last, NaN if there was none. */
    public double newest() {
        double[] points = points();
        return points.length == 0 ? Double.NaN : points[points.length - 1];
    }

    /** The newest N points of the range that was evaluated last, oldest first; missing ones are passed over. */
    public double[] points() {
        double[] known =
                DoubleStream.of(values).filter(value -> !Double.isNaN(value)).toArray();
        return DoubleStream.of(known)
                .skip(Math.max(0, known.length - definition.evaluationPeriods()))
                .toArray();
    }

    /** Makes the store keep what this alarm looks at. */
    public void watch(MetricStore store) {
        definition.query().watch(store, definition.range() * definition.period());
    }

    /** Looks at the metric again. Returns the change of state, or null if the state is as before. */
    public AlarmChange evaluate(long now, MetricStore store) {
        long seen = definition.interval() == Time.HOUR ? Math.floorDiv(now, Time.HOUR) * Time.HOUR : now;
        values = definition.query().range(store, definition.period(), definition.range(), seen);
        if (definition.ignoreLowSampleCount() && tooFewSamples(seen, store)) {
            return null;
        }
        return enter(AlarmRule.evaluate(definition, state, values), why());
    }

    /** SetAlarmState: until the next evaluation (SC-213). */
    public AlarmChange enter(AlarmState next, String why) {
        AlarmState before = state;
        state = next;
        return state == before ? null : new AlarmChange(definition.name(), before, state, why);
    }

    /**
     * Whether the actions of this state that scale something are due: when the state was entered, and again once a
     * minute for as long as it lasts (SC-211). Asked after every evaluation.
     *
     * @param entered whether the state has just been entered
     */
    public boolean scalesNow(long now, boolean entered) {
        boolean due = entered || now - acted >= Time.MINUTE || acted == Long.MIN_VALUE;
        acted = due ? now : acted;
        return due;
    }

    private boolean tooFewSamples(long now, MetricStore store) {
        if (!(definition.query() instanceof MetricStat stat)
                || !stat.statistic().isPercentile()) {
            return false;
        }
        double[] samples = store.range(
                stat.metric(), Statistic.SampleCount, definition.period(), definition.evaluationPeriods(), now);
        double most = DoubleStream.of(samples)
                .filter(count -> !Double.isNaN(count))
                .max()
                .orElse(0);
        return most < stat.statistic().samplesNeeded() - 1e-9;
    }

    private String why() {
        double[] points = points();
        if (points.length == 0) {
            return "no point of " + definition.query().name() + " in " + values.length + " periods";
        }
        return definition.query().name() + " " + definition.comparison().words() + " "
                + definition.query().text(definition.threshold()) + " in "
                + AlarmRule.newestBreaching(definition, values) + " of " + points.length + " points: "
                + DoubleStream.of(points).mapToObj(Numbers::text).collect(Collectors.joining(", "));
    }
}
