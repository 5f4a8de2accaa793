// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MetricsWriterTest {
    @Test
    void rows_areOneAPeriodWithDimensionsAsOneField() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MetricsWriter writer = new MetricsWriter(bytes, Runs.START)) {
            Metric metric = new Metric("AWS/ECS", "CPUUtilization", "ClusterName=default,ServiceName=shop", "Percent");
            writer.add(metric, new Datapoint(Time.MINUTE, Time.MINUTE, 3, 100.0 / 3, 0, 1e-7));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("time,namespace,metric,dimensions,unit,samples,sum,min,max\n"
                        + "2026-03-02T00:01:00Z,AWS/ECS,CPUUtilization,ClusterName=default;ServiceName=shop,Percent,"
                        + "3,33.333333,0,0\n");
    }
}
