// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of PutMetricAlarm for one metric (SC-202).
 *
 * @param period seconds
 * @param datapointsToAlarm M of "M out of N"; N is {@code evaluationPeriods}
 */
public record MetricAlarm(
        String alarmName,
        String namespace,
        String metricName,
        List<MetricDimension> dimensions,
        String statistic,
        Integer period,
        Integer evaluationPeriods,
        Integer datapointsToAlarm,
        Double threshold,
        String comparisonOperator,
        String treatMissingData) {
    public MetricAlarm {
        dimensions = Absent.list(dimensions);
        datapointsToAlarm = Absent.or(datapointsToAlarm, evaluationPeriods);
        treatMissingData = Absent.or(treatMissingData, "missing");
    }
}
