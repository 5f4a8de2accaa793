// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes metrics as CSV, one row a metric and period, stamped with the period's start. Dimensions are joined by
 * semicolons, {@code ClusterName=default;ServiceName=web}, so that they stay one field without quotes.
 *
 * <p>A stream that cannot be written shows as an {@code UncheckedIOException}.
 */
public final class MetricsWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final CsvWriter csv;
    private final Stamps stamps;

    /** @param out closed with the writer */
    public MetricsWriter(OutputStream out, Instant start) {
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(BUFFER)
                .build(out, StandardCharsets.UTF_8);
        stamps = new Stamps(start);
        csv.writeRecord("time", "namespace", "metric", "dimensions", "unit", "samples", "sum", "min", "max");
    }

    public void add(Metric metric, Datapoint point) {
        csv.writeRecord(
                stamps.at(point.start()),
                metric.namespace(),
                metric.name(),
                metric.dimensions().replace(',', ';'),
                metric.unit(),
                Decimals.text(point.samples()),
                Decimals.text(point.sum()),
                Decimals.text(point.minimum()),
                Decimals.text(point.maximum()));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
