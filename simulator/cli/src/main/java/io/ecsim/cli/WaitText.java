// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.cluster.Ids;
import io.ecsim.experiment.explain.Explained;
import io.ecsim.experiment.explain.Wait;
import io.ecsim.experiment.explain.Wait.Phase;
import io.ecsim.kernel.Time;
import io.ecsim.placement.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who waited for a place, how long and why, for people. */
final class WaitText {
    private static final int MOST_PHASES = 4;
    private static final int MOST_GROUPS = 12;

    private WaitText() {}

    /** {@code since 00:00:10, blocked 4 min 10 s: ENIs on 12 of 12 instances (3 min), then CPU on 3 of 12 ...}. */
    static String of(Wait wait, long now) {
        long end = wait.to() < 0 ? now : wait.to();
        List<Phase> phases = wait.phases();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            long until = i + 1 < phases.size() ? phases.get(i + 1).from() : end;
            String lasted = phases.size() == 1
                    ? ""
                    : " (" + Time.words(until - phases.get(i).from()) + ")";
            texts.add(counts(phases.get(i)) + lasted);
        }
        int left = Math.max(0, texts.size() - MOST_PHASES);
        if (left > 0) {
            texts.subList(MOST_PHASES / 2, MOST_PHASES / 2 + left).clear();
            texts.add(MOST_PHASES / 2, Lines.count(left, "other mixture"));
        }
        return (wait.to() < 0 ? "since " : "from ") + Clock.text(wait.from())
                + (wait.to() < 0 ? "" : " to " + Clock.text(wait.to()))
                + ", blocked " + Time.words(wait.lasted(now)) + ": " + String.join(", then ", texts);
    }

    /** {@code ENIs on 9, CPU on 3 of 12 instances}, most first. */
    private static String counts(Phase phase) {
        int all = phase.counts().values().stream().mapToInt(Integer::intValue).sum();
        return all == 0
                ? "no container instances"
                : phase.counts().entrySet().stream()
                        .sorted(Comparator.comparingInt((Map.Entry<Reason, Integer> count) -> -count.getValue())
                                .thenComparing(Map.Entry::getKey))
                        .map(count -> count.getKey().label() + " on " + count.getValue())
                        .collect(Collectors.joining(", ", "", " of " + Lines.count(all, "instance")));
    }

    /** What could be asked about. */
    static void overview(Explained.OfRun run, Path folder, Lines lines) {
        Map<String, List<Wait>> byGroup = new LinkedHashMap<>();
        run.waits()
                .forEach(wait -> byGroup.computeIfAbsent(wait.group(), group -> new ArrayList<>())
                        .add(wait));
        if (byGroup.isEmpty()) {
            lines.block("Nothing waited for a place in " + Time.words(run.end()) + ".\n");
        } else {
            Table table = new Table("  ", "who", "waited", "times", "first", "mostly because of");
            byGroup.entrySet().stream()
                    .sorted(Comparator.comparingLong(
                            (Map.Entry<String, List<Wait>> group) -> -total(group.getValue(), run.end())))
                    .limit(MOST_GROUPS)
                    .forEach(group -> row(group.getKey(), group.getValue(), run.end(), table));
            lines.block("Who waited for a place in " + Time.words(run.end()) + "\n" + table);
            if (byGroup.size() > MOST_GROUPS) {
                lines.block("  and " + (byGroup.size() - MOST_GROUPS) + " more\n");
            }
        }
        List<String> questions = new ArrayList<>();
        String command = "./ecsim explain " + Shell.quote(folder.toString());
        if (!run.services().isEmpty()) {
            questions.add(command + " --service " + Shell.quote(questioned(run)));
        }
        if (run.tasks() > 0) {
            questions.add(command + " --task " + Ids.task(run.tasks()));
        }
        if (!byGroup.isEmpty()) {
            questions.add(command + " --at " + moment(run.waits().get(0).from()));
        }
        String tasks = run.tasks() == 0 ? "" : "; tasks are " + Ids.task(1) + " to " + Ids.task(run.tasks());
        lines.list("\nTo ask further" + tasks, questions, questions.size());
    }

    /** As a scenario spells it; rounded up, so that what happened then has happened. */
    private static String moment(long nanos) {
        return nanos % Time.MINUTE == 0 ? nanos / Time.MINUTE + "m" : (nanos + Time.SECOND - 1) / Time.SECOND + "s";
    }

    /** A service that waited, if there is one. */
    private static String questioned(Explained.OfRun run) {
        return run.waits().stream()
                .filter(wait -> wait.group().startsWith(Wait.SERVICE))
                .map(wait -> wait.group().substring(Wait.SERVICE.length()))
                .findFirst()
                .orElse(run.services().get(0));
    }

    private static void row(String group, List<Wait> waits, long end, Table table) {
        long total = total(waits, end);
        table.row(
                group,
                total == 0 ? "refused" : Time.words(total),
                waits.size(),
                Clock.text(waits.get(0).from()),
                mainReason(waits, end));
    }

    private static long total(List<Wait> waits, long end) {
        return waits.stream().mapToLong(wait -> wait.lasted(end)).sum();
    }

    /** The mixture that lasted longest; among equals the first. */
    private static String mainReason(List<Wait> waits, long end) {
        String main = null;
        long longest = -1;
        for (Wait wait : waits) {
            for (int i = 0; i < wait.phases().size(); i++) {
                Phase phase = wait.phases().get(i);
                long until =
                        i + 1 < wait.phases().size() ? wait.phases().get(i + 1).from() : wait.from() + wait.lasted(end);
                if (until - phase.from() > longest) {
                    longest = until - phase.from();
                    main = counts(phase);
                }
            }
        }
        return main;
    }
}
