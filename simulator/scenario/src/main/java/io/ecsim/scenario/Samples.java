// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measured durations: a column of seconds, or of durations with units; by default the column {@code seconds}. */
final class Samples {
    private static final String COLUMN = "seconds";

    private Samples() {}

    /** In seconds; null when a problem was added. */
    static List<Double> read(Node.Mapping node, Trail trail, Reading reading) {
        Csv csv = Csv.read((Node.Scalar) node.get("samples"), reading);
        String name = node.text("column");
        int column = csv == null ? -1 : csv.column(name == null ? COLUMN : name, reading);
        if (column < 0) {
            return null;
        }
        List<Double> samples = new ArrayList<>();
        for (CsvRecord row : csv.rows()) {
            String text = csv.field(row, column, reading);
            Double sample = text == null ? null : seconds(text);
            if (text != null && sample == null) {
                String found = "not \"" + Text.printable(text) + "\".";
                csv.problem(row, column, "The sample must be seconds from 0 up or a duration, " + found, reading);
            }
            if (sample == null) {
                return null;
            }
            samples.add(sample);
        }
        if (samples.isEmpty()) {
            csv.problem(1, "The file has no rows.", reading);
        }
        return samples.isEmpty() ? null : samples;
    }

    private static Double seconds(String text) {
        BigDecimal number = Syntax.number(text);
        if (number != null) {
            double value = number.doubleValue();
            return value < 0 || Double.isInfinite(value) ? null : Double.valueOf(value);
        }
        Duration duration = Syntax.duration(text);
        return duration == null ? null : Double.valueOf(duration.toNanos() / 1e9);
    }
}
