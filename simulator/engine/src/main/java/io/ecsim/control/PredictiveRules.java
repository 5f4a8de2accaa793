// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.PredictiveMetricType;
import io.ecsim.aws.PredictiveMetricType.Role;
import io.ecsim.aws.PredictiveScalingCustomizedMetricSpecification;
import io.ecsim.aws.PredictiveScalingMetricSpecification;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration.MaxCapacityBreachBehavior;
import io.ecsim.aws.PredictiveScalingPredefinedMetric;
import java.util.stream.Stream;

/** What PutScalingPolicy takes of a predictive policy (SC-371). */
final class PredictiveRules {
    private static final String PATH = "predictiveScalingPolicyConfiguration";
    private static final String METRICS = PATH + ".metricSpecifications";
    private static final int HOUR = 3600;

    private final String code;
    private final Refusals refusals;

    private PredictiveRules(String code, Refusals refusals) {
        this.code = code;
        this.refusals = refusals;
    }

    static void check(PredictiveScalingPolicyConfiguration configuration, String code, Refusals refusals) {
        if (configuration == null) {
            refusals.refuse("", "PredictiveScalingPolicyConfiguration is required for this policy type.");
            return;
        }
        new PredictiveRules(code, refusals).check(configuration);
    }

    private void check(PredictiveScalingPolicyConfiguration configuration) {
        int buffer = configuration.schedulingBufferTime();
        refusals.refuse(
                buffer < 0 || buffer >= HOUR,
                PATH + ".schedulingBufferTime",
                "SchedulingBufferTime must be from 0 to less than 3600 seconds, not " + buffer + ".");
        capacity(configuration);
        int specifications = configuration.metricSpecifications().size();
        if (specifications != 1) {
            refusals.refuse(
                    METRICS,
                    "MetricSpecifications must have exactly one metric specification, not " + specifications + ".");
        } else if (configuration.metricSpecifications().get(0) != null) {
            metrics(configuration.metricSpecifications().get(0));
        }
    }

    private void capacity(PredictiveScalingPolicyConfiguration configuration) {
        Integer percent = configuration.maxCapacityBuffer();
        String path = PATH + ".maxCapacityBuffer";
        if (configuration.maxCapacityBreachBehavior() == MaxCapacityBreachBehavior.HonorMaxCapacity) {
            refusals.refuse(
                    percent != null,
                    path,
                    "MaxCapacityBuffer can be given only if MaxCapacityBreachBehavior is IncreaseMaxCapacity.");
        } else if (percent == null) {
            refusals.refuse(PATH, "MaxCapacityBuffer is required if MaxCapacityBreachBehavior is IncreaseMaxCapacity.");
        } else {
            refusals.refuse(
                    percent < 0 || percent > 100,
                    path,
                    "MaxCapacityBuffer must be from 0 to 100, not " + percent + ".");
        }
    }

    private void metrics(PredictiveScalingMetricSpecification metric) {
        String path = METRICS + "[0]";
        refusals.refuse(
                metric.targetValue() != null && !(metric.targetValue() > 0),
                path + ".targetValue",
                "TargetValue must be above 0 to be simulated.");
        boolean pair = metric.predefinedMetricPairSpecification() != null;
        int loads = given(metric.predefinedLoadMetricSpecification(), metric.customizedLoadMetricSpecification());
        int scalings =
                given(metric.predefinedScalingMetricSpecification(), metric.customizedScalingMetricSpecification());
        refusals.refuse(
                pair ? loads + scalings > 0 : loads != 1 || scalings != 1,
                path,
                "Either PredefinedMetricPairSpecification, or one load metric and one scaling metric are required.");
        role(metric.predefinedMetricPairSpecification(), Role.PAIR, path + ".predefinedMetricPairSpecification");
        role(
                metric.predefinedScalingMetricSpecification(),
                Role.SCALING,
                path + ".predefinedScalingMetricSpecification");
        role(metric.predefinedLoadMetricSpecification(), Role.LOAD, path + ".predefinedLoadMetricSpecification");
        halves(metric, path);
        queries(metric.customizedLoadMetricSpecification(), path + ".customizedLoadMetricSpecification");
        queries(metric.customizedScalingMetricSpecification(), path + ".customizedScalingMetricSpecification");
        queries(metric.customizedCapacityMetricSpecification(), path + ".customizedCapacityMetricSpecification");
    }

    private static int given(Object... specifications) {
        return (int) Stream.of(specifications).filter(each -> each != null).count();
    }

    private void role(PredictiveScalingPredefinedMetric metric, Role role, String path) {
        PredictiveMetricType type = metric == null ? null : metric.predefinedMetricType();
        if (type != null && type.role() != role) {
            refusals.unknown(
                    path + ".predefinedMetricType",
                    "Invalid PredefinedMetricType: " + type + ".",
                    type.name(),
                    Stream.of(PredictiveMetricType.values())
                            .filter(each -> each.role() == role)
                            .map(Enum::name)
                            .toList());
        }
    }

    /** The load of one thing by the scaling metric of another would have to be learned. */
    private void halves(PredictiveScalingMetricSpecification metric, String path) {
        PredictiveScalingPredefinedMetric load = metric.predefinedLoadMetricSpecification();
        PredictiveScalingPredefinedMetric scaling = metric.predefinedScalingMetricSpecification();
        refusals.refuse(
                load != null
                        && scaling != null
                        && load.predefinedMetricType() != null
                        && scaling.predefinedMetricType() != null
                        && load.predefinedMetricType().pair()
                                != scaling.predefinedMetricType().pair(),
                path,
                "A load metric and a scaling metric of different kinds are not simulated.");
    }

    private void queries(PredictiveScalingCustomizedMetricSpecification metric, String path) {
        if (metric != null) {
            refusals.addAll(MathRules.violations(metric.metricDataQueries(), path + ".metricDataQueries", code, false));
        }
    }
}
