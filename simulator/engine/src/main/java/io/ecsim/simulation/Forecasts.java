// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.ScalingPolicy;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.MetricQuery;
import io.ecsim.metrics.MetricStore;
import io.ecsim.scaling.LoadHistory;
import io.ecsim.scaling.Prediction;
import io.ecsim.scaling.PredictiveScaling;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The clock of predictive scaling. Half past every hour the hours that are over are written into the history of each load;
 * before every hour each policy says what it expects of it, and the greatest of those that scale is told.
 */
final class Forecasts {
    /** The shortest period that a metric has; one of a minute has a point in every third of these. */
    private static final long SLOT = 20 * Time.SECOND;

    /** How much is read at once: an hour, and as much as a metric may be late. */
    private static final int SLOTS = (int) (3 * Time.HOUR / SLOT);

    /** Told what is expected of a service. */
    interface Listener {
        /**
         * @param expected null for nothing
         * @param prepares whether it is about an hour that begins soon
         */
        void expect(String service, Prediction expected, boolean prepares);
    }

    /** What a load was, and up to which hour that is known. */
    private static final class Known {
        final LoadHistory history = new LoadHistory();
        long next;
    }

    private final Scenario scenario;
    private final Kernel kernel;
    private final MetricStore store;
    private final Journal journal;
    private final Listener listener;
    private final Map<MetricQuery, Known> loads = new LinkedHashMap<>();
    /** By service and name. */
    private final Map<String, Map<String, PredictiveScaling>> policies = new LinkedHashMap<>();

    private final Map<PredictiveScaling, String> lacks = new LinkedHashMap<>();

    Forecasts(Scenario scenario, Kernel kernel, MetricStore store, Journal journal, Listener listener) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.store = store;
        this.journal = journal;
        this.listener = listener;
    }

    /** The load of a policy that comes later is written down from now on, for CloudWatch remembers. */
    LoadHistory foresee(ScalingPolicy policy, PolicyMetrics metrics) {
        MetricQuery load = metrics.load(policy.predictiveScalingPolicyConfiguration()
                .metricSpecifications()
                .get(0));
        Known known = loads.get(load);
        if (known == null) {
            known = new Known();
            known.next = hour();
            loads.put(load, known);
            load.watch(store, SLOTS * SLOT);
            if (loads.size() == 1) {
                kernel.at(nanos(hour()) + Time.HOUR + Time.HOUR / 2, this::writeDown);
            }
        }
        return known.history;
    }

    void put(String service, ScalingPolicy document, PolicyMetrics metrics) {
        LoadHistory history = foresee(document, metrics);
        MetricQuery load = metrics.load(document.predictiveScalingPolicyConfiguration()
                .metricSpecifications()
                .get(0));
        PredictiveScaling policy = new PredictiveScaling(document, load, history);
        policies.computeIfAbsent(service, s -> new LinkedHashMap<>()).put(document.policyName(), policy);
        long next = hour() + 1;
        while (nanos(next) - policy.bufferTime() < kernel.now()) {
            next++;
        }
        plan(service, policy, next);
    }

    void delete(String service, String policy) {
        policies.getOrDefault(service, new LinkedHashMap<>()).remove(policy);
    }

    void deregister(String service) {
        policies.remove(service);
    }

    /** Before an hour what it needs, at its beginning no longer what the one before needed. */
    private void plan(String service, PredictiveScaling policy, long hour) {
        kernel.at(nanos(hour) - policy.bufferTime(), () -> {
            if (stands(service, policy)) {
                before(service, policy, hour);
                plan(service, policy, hour + 1);
            }
        });
    }

    private boolean stands(String service, PredictiveScaling policy) {
        return policies.getOrDefault(service, Map.of()).containsValue(policy);
    }

    private void before(String service, PredictiveScaling policy, long hour) {
        Prediction expected = policy.predict(hour, hour());
        if (expected == null) {
            lacks(service, policy);
        } else {
            journal.add(
                    kernel.now(),
                    new Entry.CapacityForecast(service, expected.policy(), expected.capacity(), expected.why()));
        }
        if (policy.scales()) {
            Prediction both = Prediction.greater(policy.predict(hour - 1, hour()), expected);
            listener.expect(service, both, both == expected);
            if (policy.bufferTime() > 0) {
                kernel.at(nanos(hour), () -> {
                    if (stands(service, policy)) {
                        listener.expect(service, expected, false);
                    }
                });
            }
        }
    }

    private void lacks(String service, PredictiveScaling policy) {
        String lack = policy.lack();
        if (lack != null && lacks.put(policy, lack) == null) {
            journal.add(kernel.now(), new Entry.NotScaled(service, policy.name(), lack));
        }
    }

    /** An hour is the mean of its points; one without any is left out. */
    private void writeDown() {
        loads.forEach((load, known) -> {
            double[] values = load.range(store, SLOT, SLOTS, kernel.now());
            long delay = load.stats().stream()
                    .mapToLong(stat -> store.delay(stat.metric()))
                    .max()
                    .orElse(0);
            long end = Math.floorDiv(kernel.now() - delay, SLOT) * SLOT;
            for (; nanos(known.next + 1) <= end; known.next++) {
                double mean = mean(values, end, nanos(known.next), nanos(known.next + 1));
                if (!Double.isNaN(mean)) {
                    known.history.add(known.next, mean);
                }
            }
        });
        kernel.after(Time.HOUR, this::writeDown);
    }

    /** @param end of the newest of some values, nanoseconds */
    private static double mean(double[] values, long end, long from, long to) {
        double sum = 0;
        int points = 0;
        for (int i = 0; i < values.length; i++) {
            long over = end - (values.length - 1 - i) * SLOT;
            if (over > from && over <= to && !Double.isNaN(values[i])) {
                sum += values[i];
                points++;
            }
        }
        return points == 0 ? Double.NaN : sum / points;
    }

    /** That of the present. */
    private long hour() {
        return LoadHistory.hour(Time.at(scenario.start(), kernel.now()));
    }

    /** When an hour begins, in nanoseconds since the scenario's start. */
    private long nanos(long hour) {
        Instant start = LoadHistory.start(hour);
        return Duration.between(scenario.start(), start).toNanos();
    }
}
