// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.experiment.MetricSeries;
import io.ecsim.experiment.Recording;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    private static final String ARN =
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/6d0ecf831eec9f09";

    @ParameterizedTest
    @CsvSource({
        "web, web",
        "web, targetgroup/web/6d0ecf831eec9f09",
        ARN + ", web",
        ARN + ", targetgroup/web/6d0ecf831eec9f09"
    })
    void aServicesTargetGroupIsFoundByNameAndByArn(String inScenario, String inMetric) {
        Recording recording = new Recording();
        recording.metric(metric("RequestCount", inMetric), new Datapoint(0, 60, 9, 9, 1, 1));
        assertThat(metrics(recording, inScenario).of("front", "RequestCount")).isPresent();
        assertThat(metrics(recording, inScenario).of("back", "RequestCount")).isEmpty();
    }

    @Test
    void errorsOfTargetsAndOfTheBalancerAddUpToAShareOfTheRequests() {
        Recording recording = new Recording();
        for (int minute = 0; minute < 3; minute++) {
            recording.metric(metric("RequestCount", "web"), new Datapoint(minute * 60, 60, 100, 100, 1, 1));
        }
        recording.metric(metric("HTTPCode_Target_5XX_Count", "web"), new Datapoint(60, 60, 3, 3, 1, 1));
        recording.metric(metric("HTTPCode_ELB_5XX_Count", "web"), new Datapoint(60, 60, 2, 2, 1, 1));
        recording.metric(metric("HTTPCode_ELB_5XX_Count", "web"), new Datapoint(180, 60, 7, 7, 1, 1));
        MetricSeries errors = metrics(recording, "web").errors("front").orElseThrow();
        assertThat(errors.start()).containsExactly(0, 60, 120, 180);
        assertThat(errors.average(0)).isZero();
        assertThat(errors.average(1)).isEqualTo(0.05);
        assertThat(errors.average(3))
                .as("rejected before any target group counted them")
                .isEqualTo(1);
    }

    @Test
    void aServiceWithoutErrorsHasNoSuchSeries() {
        Recording recording = new Recording();
        recording.metric(metric("RequestCount", "web"), new Datapoint(0, 60, 100, 100, 1, 1));
        recording.metric(metric("HTTPCode_Target_5XX_Count", "web"), new Datapoint(0, 60, 0, 0, 0, 0));
        assertThat(metrics(recording, "web").errors("front")).isEmpty();
    }

    @Test
    void theTargetOfAPolicyBelongsToItsServiceAndMetric() {
        Metrics metrics = new Metrics(SyntheticDay.of("shop", "stock"));
        assertThat(metrics.target("stock", "CPUUtilization")).hasValue(60);
        assertThat(metrics.target("stock", "MemoryUtilization")).isEmpty();
        assertThat(metrics.target("mail", "CPUUtilization")).isEmpty();
    }

    private static Metric metric(String name, String targetGroup) {
        return new Metric("AWS/ApplicationELB", name, "TargetGroup=" + targetGroup + ",LoadBalancer=app/x/1", "Count");
    }

    private static Metrics metrics(Recording recording, String targetGroup) {
        CreateServiceRequest front = new CreateServiceRequest(
                "front",
                "web:1",
                1,
                null,
                null,
                List.of(new LoadBalancer(targetGroup, "app", 80)),
                null,
                null,
                null,
                null,
                null);
        Scenario scenario = new Scenario(
                "x",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(front),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new Metrics(SyntheticRuns.outcome(scenario, recording, SyntheticRuns.result(Map.of(), 0, 0)));
    }
}
