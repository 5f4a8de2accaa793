// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.ecsim.kernel.Time;
import io.ecsim.workload.TraceTraffic;
import io.ecsim.workload.Traffic;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A recorded load: a CSV file with a {@code timestamp} and a column of counts. */
final class Trace {
    private static final String TIMESTAMP = "timestamp";
    private static final String COUNTS = "requests";
    private static final int MOST_PROBLEMS = 10;

    /** A stamp of the record, or an offset from its first row. */
    static final Value STAMP = new Value(
            "a stamp such as 2014-04-10T00:00:00Z, or an offset from the first row such as 2d",
            (scalar, reading) -> {
                Instant stamp = instant(scalar.text());
                return stamp != null ? stamp : Syntax.duration(scalar.text());
            },
            null,
            Map.of("type", List.of("string", "number")));

    private final Csv csv;
    private final Reading reading;
    private final long[] stamps;
    private final BigDecimal[] counts;

    private Trace(Csv csv, Reading reading) {
        this.csv = csv;
        this.reading = reading;
        this.stamps = new long[csv.rows().size()];
        this.counts = new BigDecimal[csv.rows().size()];
    }

    /** Plays the file that the node names; null when a problem was added. */
    static Traffic read(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        Csv csv = Csv.read((Node.Scalar) node.get("trace"), reading);
        if (csv == null) {
            return null;
        }
        int stamp = csv.column(TIMESTAMP, reading);
        String counts = (String) values.getOrDefault("column", COUNTS);
        int count = counts == null ? -1 : csv.column(counts, reading);
        if (csv.rows().size() < 2) {
            csv.problem(
                    1,
                    "The file has " + (csv.rows().isEmpty() ? "no rows" : "one row") + "; a trace has two or more.",
                    reading);
            return null;
        }
        Trace trace = new Trace(csv, reading);
        if (stamp < 0 || count < 0 || !trace.readRows(stamp, count)) {
            return null;
        }
        trace.noteGaps((Node.Scalar) node.get("trace"), trail);
        return trace.play(values);
    }

    /** Rows further apart than usual: their counts are spread over it, which may not be what is meant. */
    private void noteGaps(Node.Scalar file, Trail trail) {
        long[] distances = new long[stamps.length - 1];
        Arrays.setAll(distances, i -> stamps[i + 1] - stamps[i]);
        long[] sorted = distances.clone();
        Arrays.sort(sorted);
        long usual = sorted[sorted.length / 2];
        int gaps = 0;
        int first = -1;
        for (int i = distances.length - 1; i >= 0; i--) {
            if (distances[i] >= 2 * usual) {
                gaps++;
                first = i;
            }
        }
        if (gaps > 0) {
            CsvRecord row = csv.rows().get(first);
            String more = gaps == 1 ? "" : ", and " + (gaps - 1) + " more";
            reading.remark(
                    trail + ".trace",
                    "has a gap of " + Time.words(distances[first]) + " after line " + row.getStartingLineNumber() + more
                            + "; the count before a gap is spread over it",
                    file.at(),
                    trail.member("trace"));
        }
    }

    private boolean readRows(int stampColumn, int countColumn) {
        int before = reading.problems().size();
        for (int i = 0; i < stamps.length && reading.problems().size() < before + MOST_PROBLEMS; i++) {
            CsvRecord row = csv.rows().get(i);
            String stamp = csv.field(row, stampColumn, reading);
            String count = csv.field(row, countColumn, reading);
            if (stamp != null && count != null) {
                readStamp(i, row, stampColumn, stamp);
                readCount(i, row, countColumn, count);
            }
        }
        return reading.problems().size() == before;
    }

    private void readStamp(int i, CsvRecord row, int column, String text) {
        Instant instant = instant(text);
        if (instant == null) {
            problem(
                    row,
                    column,
                    "The timestamp must be one such as 2014-04-10T00:00:00Z, not \"" + Text.printable(text) + "\".");
        } else {
            stamps[i] = nanos(instant);
            if (i > 0 && stamps[i] <= stamps[i - 1]) {
                problem(row, column, "The timestamp " + text + " is not later than that of the row before.");
            }
        }
    }

    private void readCount(int i, CsvRecord row, int column, String text) {
        counts[i] = Syntax.number(text);
        if (counts[i] == null || counts[i].signum() < 0) {
            problem(row, column, "The count must be a number from 0 up, not \"" + Text.printable(text) + "\".");
        }
    }

    private void problem(CsvRecord row, int column, String message) {
        csv.problem(row, column, message, reading);
    }

    private Traffic play(Map<String, Object> values) {
        TraceTraffic.Play play = new TraceTraffic.Play(
                exact(values.get("scale")),
                stamp(values.get("from")),
                stamp(values.get("to")),
                exact(values.get("stretch")),
                values.get("repeat") == Boolean.TRUE);
        String name = ((Path) values.get("trace")).getFileName().toString();
        return new TraceTraffic(name, stamps, counts, play);
    }

    private Long stamp(Object value) {
        if (value instanceof Duration offset) {
            return Math.addExact(stamps[0], offset.toNanos());
        }
        return value == null ? null : Long.valueOf(nanos((Instant) value));
    }

    private static BigDecimal exact(Object value) {
        return value == null ? null : BigDecimal.valueOf((Double) value);
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    /** Almost all stamps look the same, and a trace has many: those are read by hand. */
    private static Instant instant(String text) {
        if (text.length() == 20 && text.charAt(10) == 'T' && text.charAt(19) == 'Z') {
            try {
                long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                        .toEpochDay();
                int seconds = digits(text, 11, 13) * 3600 + digits(text, 14, 16) * 60 + digits(text, 17, 19);
                return Instant.ofEpochSecond(day * 86_400 + seconds);
            } catch (DateTimeException | NumberFormatException notOne) {
                return null;
            }
        }
        return inReach(Syntax.instant(text));
    }

    /** Nanoseconds in a long reach from 1677 to 2262. */
    private static Instant inReach(Instant instant) {
        boolean far = instant != null && Math.abs(instant.getEpochSecond()) > 9_000_000_000L;
        return far ? null : instant;
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseUnsignedInt(text, from, to, 10);
    }
}
