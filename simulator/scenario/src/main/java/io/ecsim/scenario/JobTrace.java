// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.ecsim.simulation.TracedTasks.Job;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recorded jobs: a CSV file with the columns {@code at}, {@code cpu}, {@code memory}, {@code seconds} and perhaps
 * {@code gpu}. Rows may come in any order; those of the same time keep that of the file.
 */
final class JobTrace {
    private static final Set<String> COLUMNS = Set.of("at", "cpu", "memory", "gpu", "seconds");
    private static final int MOST_PROBLEMS = 10;
    private static final int SHORT = 9;

    /** What a job asks for. */
    record Size(int cpu, int memory, int gpus) {
        static Size of(Job job) {
            return new Size(job.cpu(), job.memory(), job.gpus());
        }

        Job job() {
            return new Job(0, cpu, memory, gpus, 0);
        }
    }

    private final Csv csv;
    private final Reading reading;
    private final Map<Size, Position> firstRows = new LinkedHashMap<>();
    private final int at;
    private final int cpu;
    private final int memory;
    private final int gpu;
    private final int seconds;

    private JobTrace(Csv csv, Reading reading) {
        this.csv = csv;
        this.reading = reading;
        this.at = csv.column("at", reading);
        this.cpu = csv.column("cpu", reading);
        this.memory = csv.column("memory", reading);
        this.gpu = csv.header().indexOf("gpu");
        this.seconds = csv.column("seconds", reading);
    }

    /** Reads the file that a node names; null when a problem was added. */
    static List<Job> read(Node.Scalar file, Trail trail, Reading reading) {
        Csv csv = Csv.read(file, reading);
        if (csv == null) {
            return null;
        }
        JobTrace trace = new JobTrace(csv, reading);
        String unused = csv.header().stream()
                .filter(column -> !COLUMNS.contains(column))
                .map(Text::printable)
                .collect(Collectors.joining(", "));
        if (!unused.isEmpty()) {
            reading.remark(trail + "." + unused, "has columns that are not used: " + unused, file.at(), trail);
        }
        reading.jobs(trail, trace.firstRows);
        return trace.at < 0 || trace.cpu < 0 || trace.memory < 0 || trace.seconds < 0 ? null : trace.jobs();
    }

    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>(csv.rows().size());
        int before = reading.problems().size();
        for (CsvRecord row : csv.rows()) {
            Job job = job(row);
            if (job != null) {
                firstRows.computeIfAbsent(Size.of(job), size -> csv.at(row));
            }
            jobs.add(job);
            if (reading.problems().size() >= before + MOST_PROBLEMS) {
                break;
            }
        }
        if (reading.problems().size() > before) {
            return null;
        }
        jobs.sort(Comparator.comparingLong(Job::at));
        return jobs;
    }

    /** Null when a problem was added. */
    private Job job(CsvRecord row) {
        Long time = time(row);
        Integer units = whole(row, cpu, "cpu", "CPU units");
        Integer mebibytes = whole(row, memory, "memory", "MiB");
        Integer gpus = asksForGpus(row) ? whole(row, gpu, "gpu", "GPUs") : Integer.valueOf(0);
        Long runTime = runTime(row);
        return time == null || units == null || mebibytes == null || gpus == null || runTime == null
                ? null
                : new Job(time, units, mebibytes, gpus, runTime);
    }

    /** Where few jobs do, the others have nothing written there. */
    private boolean asksForGpus(CsvRecord row) {
        return gpu >= 0 && (gpu >= row.getFieldCount() || !row.getField(gpu).isEmpty());
    }

    /** Seconds from the start, an offset or an instant. */
    private Long time(CsvRecord row) {
        String text = csv.field(row, at, reading);
        if (text == null) {
            return null;
        }
        Long nanos = nanos(text);
        if (nanos == null) {
            Instant instant = Syntax.instant(text);
            Duration offset = instant == null ? Syntax.duration(text) : reading.offset(instant);
            nanos = offset == null || offset.isNegative() ? null : Long.valueOf(offset.toNanos());
        }
        return nanos != null
                ? nanos
                : refused(row, at, "at", "a time from the start on, in seconds or such as 9h30m", text);
    }

    private Long runTime(CsvRecord row) {
        String text = csv.field(row, seconds, reading);
        Long nanos = text == null ? null : nanos(text);
        return text == null || nanos != null
                ? nanos
                : refused(row, seconds, "seconds", "a number from 0 up, and less than 100 years", text);
    }

    private Integer whole(CsvRecord row, int column, String name, String unit) {
        String text = csv.field(row, column, reading);
        if (text == null) {
            return null;
        }
        if (isShortAndWhole(text)) {
            return Integer.valueOf(text);
        }
        BigDecimal number = Syntax.number(text);
        try {
            if (number != null && number.signum() >= 0) {
                return number.intValueExact();
            }
        } catch (ArithmeticException notWhole) {
            // said below
        }
        return refused(row, column, name, "a whole number of " + unit + " from 0 up", text);
    }

    /** Seconds as nanoseconds; null when it is no number from 0 up, or beyond reach. */
    private static Long nanos(String text) {
        if (isShortAndWhole(text)) {
            return Integer.parseInt(text) * 1_000_000_000L;
        }
        BigDecimal number = Syntax.number(text);
        if (number == null || number.signum() < 0) {
            return null;
        }
        BigDecimal nanos = number.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN);
        boolean fits = nanos.precision() < 19;
        return fits && Syntax.inReach(Duration.ofNanos(nanos.longValue())) != null ? nanos.longValue() : null;
    }

    /** Almost all numbers are, and a trace has many. */
    private static boolean isShortAndWhole(String text) {
        boolean digits = !text.isEmpty() && text.length() <= SHORT;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits;
    }

    private <T> T refused(CsvRecord row, int column, String name, String what, String text) {
        csv.problem(row, column, name + " must be " + what + ", not \"" + Text.printable(text) + "\".", reading);
        return null;
    }
}
