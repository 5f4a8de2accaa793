// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** An alarm at work: its definition and the state it is in. Whoever owns it evaluates it when its time has come. */
public final class Alarm {
    private final AlarmDefinition definition;
    private AlarmState state = AlarmState.INSUFFICIENT_DATA;
    private double newest = Double.NaN;

    public Alarm(AlarmDefinition definition) {
        this.definition = definition;
    }

    public AlarmDefinition definition() {
        return definition;
    }

    public AlarmState state() {
        return state;
    }

    /** The newest value in the range that was evaluated last, NaN if there was none. */
    public double newest() {
        return newest;
    }

    /** Makes the store keep what this alarm looks at. */
    public void watch(MetricStore store) {
        store.watch(definition.metric(), definition.range() * definition.period());
    }

    /** Looks at the metric again. Returns the change of state, or null if the state is as before. */
    public AlarmChange evaluate(long now, MetricStore store) {
        double[] values =
                store.range(definition.metric(), definition.statistic(), definition.period(), definition.range(), now);
        newest = lastOf(values);
        AlarmState before = state;
        state = AlarmRule.evaluate(definition, before, values);
        return state == before ? null : new AlarmChange(definition.name(), before, state, why(values));
    }

    private static double lastOf(double[] values) {
        int i = values.length - 1;
        while (i > 0 && Double.isNaN(values[i])) {
            i--;
        }
        return values[i];
    }

    private String why(double[] values) {
        double[] known =
                DoubleStream.of(values).filter(value -> !Double.isNaN(value)).toArray();
        if (known.length == 0) {
            return "no point of " + definition.metric().name() + " in " + values.length + " periods";
        }
        int shown = Math.min(known.length, definition.evaluationPeriods());
        return definition.metric().name() + " " + definition.comparison().words() + " "
                + definition.metric().text(definition.threshold()) + " in "
                + AlarmRule.newestBreaching(definition, values) + " of " + shown + " points: "
                + DoubleStream.of(known)
                        .skip(known.length - shown)
                        .mapToObj(Numbers::text)
                        .collect(Collectors.joining(", "));
    }
}
