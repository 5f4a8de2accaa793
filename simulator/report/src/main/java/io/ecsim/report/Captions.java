// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** What a reader should take from a chart, in a line. */
final class Captions {
    private Captions() {}

    /**
     * {@code Highest: 412 requests/s at 14:05.}
     *
     * @param several whether the lines are those of several services, so that the caption must name one
     */
    static String highest(List<Line> lines, boolean several, Clock clock, DoubleFunction<String> figure) {
        return lines.stream()
                .filter(line -> !line.isEmpty())
                .max(Comparator.comparingDouble(Line::max))
                .map(line -> "Highest" + (several ? " for " + line.name() : "") + ": " + figure.apply(line.max())
                        + " at " + clock.minute(line.timeOfMax()) + ".")
                .orElse("");
    }

    /** {@code At most 9, at 14:20.}, or {@code 9 all the time.} */
    static String count(Line line, Clock clock) {
        String most = Figures.count(Math.round(line.max()));
        return line.min() == line.max()
                ? most + " all the time."
                : "At most " + most + ", at " + clock.minute(line.timeOfMax()) + ".";
    }

    /** {@code At most 412 running, at 14:05; 12 waiting for a place, at 09:00.} */
    static String most(List<Line> lines, Clock clock) {
        return lines.stream()
                .map(line -> Figures.count(Math.round(line.max())) + " " + line.name() + ", at "
                        + clock.minute(line.timeOfMax()))
                .collect(Collectors.joining("; ", "At most ", "."));
    }

    /** {@code CPU 21% to 78%, memory 40% to 44%}. */
    static String ranges(List<Line> lines, DoubleFunction<String> figure) {
        String ranges = lines.stream()
                .map(line -> line.name() + " " + range(figure.apply(line.min()), figure.apply(line.max())))
                .collect(Collectors.joining(", "));
        return ranges.isEmpty() ? "" : ranges.substring(0, 1).toUpperCase(Locale.ROOT) + ranges.substring(1) + ".";
    }

    private static String range(String from, String to) {
        return from.equals(to) ? to : from + " to " + to;
    }

    /** {@code At most 14 tasks running, at 14:20; 9 desired at the end}. */
    static String tasks(Line running, Line desired, Clock clock) {
        long most = Math.round(running.max());
        long last = Math.round(desired.value()[desired.value().length - 1]);
        String peak = most == 0
                ? "No task ran"
                : "At most " + Figures.count(most, "task", "tasks") + " running, at "
                        + clock.minute(running.timeOfMax());
        return peak + "; " + Figures.count(last) + " desired at the end.";
    }
}
