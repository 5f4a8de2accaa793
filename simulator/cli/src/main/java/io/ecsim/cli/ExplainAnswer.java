// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.Ids;
import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.explain.Explained;
import io.ecsim.experiment.explain.ServiceWatch;
import io.ecsim.experiment.explain.ServiceWatch.TaskNow;
import io.ecsim.experiment.explain.Wait;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code explain} prints: one screen. */
final class ExplainAnswer {
    private static final int FEW = 3;

    private ExplainAnswer() {}

    /** @param folder as the user wrote it, for commands to ask further */
    static String text(Explained explained, Path folder) {
        Lines lines = new Lines();
        if (explained instanceof Explained.OfTask task) {
            task(task, lines);
        } else if (explained instanceof Explained.OfService service) {
            service(service, lines);
        } else if (explained instanceof Explained.OfMoment moment) {
            moment(moment, lines);
        } else if (explained instanceof Explained.OfRun run) {
            WaitText.overview(run, folder, lines);
        }
        return lines.toString();
    }

    private static String when(Instant start, long time) {
        return Clock.text(time) + " (" + Time.iso(start, time) + ")";
    }

    private static void service(Explained.OfService answer, Lines lines) {
        ServiceWatch watch = answer.watch();
        Wait waiting = answer.waits().stream()
                .filter(wait -> wait.to() < 0)
                .findFirst()
                .orElse(null);
        lines.block(answer.service() + (answer.justBefore() ? " just before " : " at ")
                + when(answer.start(), answer.at()) + ": " + watch.desired() + " desired, "
                + watch.tasks().size() + " there, "
                + (waiting == null ? "none without a place" : Lines.count(waiting.tasks(), "task") + " without a place")
                + "\n");
        wantedAndDone(watch, lines);
        lines.add("Runs", revisions(watch.tasks()));
        lines.add("Tasks", tasks(watch.tasks()));
        lines.add(
                "Desired",
                Lines.few(newestFirst(watch.desiredCounts()), FEW).stream().collect(Collectors.joining("; ")));
        scaling(answer, lines);
        for (Wait wait : answer.waits()
                .subList(
                        Math.max(0, answer.waits().size() - FEW), answer.waits().size())) {
            lines.add(wait.to() < 0 ? "Waits" : "Waited", WaitText.of(wait, answer.at()));
        }
        if (waiting != null) {
            lines.add("ECS says", watch.unplaced());
        }
        if (answer.decision() != null) {
            DecisionText.write(answer.decision(), lines);
        }
    }

    /** The last decisions, and what each policy sees now. */
    private static void scaling(Explained.OfService answer, Lines lines) {
        for (JournalRow row : answer.watch().scaled()) {
            lines.add("Scaled", Clock.text(row.time()) + " " + scaled(row.entry()));
        }
        answer.scaling().forEach(sentence -> lines.add("Scaling", sentence));
        for (JournalRow row : answer.groups()) {
            lines.add("Group", Clock.text(row.time()) + " " + ofGroup(row.entry()));
        }
    }

    /** What an Auto Scaling group decided on its size, or why it could not. */
    static String ofGroup(Entry entry) {
        if (entry instanceof Entry.DesiredCapacityChanged change) {
            return change.group() + ": " + change.from() + " to " + change.to() + ", " + change.why();
        }
        if (entry instanceof Entry.GroupSizeChanged change) {
            return change.group() + ": MinSize " + change.minSize() + ", MaxSize " + change.maxSize() + ", "
                    + change.why();
        }
        Entry.GroupWaits waits = (Entry.GroupWaits) entry;
        return waits.group() + ": not, " + waits.why();
    }

    static String scaled(Entry entry) {
        return entry instanceof Entry.ServiceScaled done
                ? done.from() + " to " + done.to() + " by " + done.policy() + ": " + done.why()
                : "not, says " + ((Entry.NotScaled) entry).policy() + ": " + ((Entry.NotScaled) entry).why();
    }

    /** What the scheduler wanted, what it did, what it waits for. */
    private static void wantedAndDone(ServiceWatch watch, Lines lines) {
        if (watch.deployment() == null) {
            return;
        }
        lines.add(
                "Wants",
                Lines.count(watch.desired(), "task") + " of "
                        + watch.deployment().taskDefinition() + " ("
                        + watch.deployment().deployment() + ", " + watch.rolloutState() + ", began "
                        + Clock.text(watch.deployedAt()) + ": "
                        + watch.deployment().why() + ")");
        for (JournalRow row : watch.passes()) {
            Entry.SchedulerPass pass = (Entry.SchedulerPass) row.entry();
            lines.add(
                    "Did",
                    Clock.text(row.time()) + " stopped " + pass.stopped() + ", started " + pass.started() + "; then "
                            + pass.old() + " old, " + pass.newPending() + " new pending, " + pass.newHealthy()
                            + " new healthy, " + pass.stopping() + " stopping (" + pass.why() + ")");
        }
        if (watch.failure() == null) {
            lines.add(
                    "Waits for",
                    watch.waits() == null
                            ? "nothing"
                            : watch.waits() + " (since " + Clock.text(watch.waitsSince()) + ")");
        } else {
            failed(watch, lines);
        }
    }

    /** A deployment that has failed waits for nothing: it is rolled back, or stays as it is. */
    private static void failed(ServiceWatch watch, Lines lines) {
        Entry.DeploymentStateChanged failure =
                (Entry.DeploymentStateChanged) watch.failure().entry();
        lines.add("Failed", Clock.text(watch.failure().time()) + " " + failure.deployment() + ": " + failure.why());
        String then = switch (watch.serviceDeployment().status()) {
            case ROLLBACK_IN_PROGRESS -> "it will be rolled back at the next pass";
            case ROLLBACK_FAILED ->
                "it could not be rolled back: " + watch.serviceDeployment().why();
            default -> "it is not rolled back";
        };
        lines.add("Then", then + "; it starts no more tasks, so only another deployment goes on from here");
    }

    /** Of each revision how many tasks there are, in which states. */
    private static String revisions(Map<String, TaskNow> tasks) {
        Map<String, Map<TaskLastStatus, Integer>> counts = new LinkedHashMap<>();
        for (TaskNow task : tasks.values()) {
            counts.computeIfAbsent(
                            task.placed().taskDefinition() + " ("
                                    + task.placed().deployment() + ")",
                            revision -> new TreeMap<>())
                    .merge(task.status(), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(revision -> revision.getKey() + ": "
                        + revision.getValue().entrySet().stream()
                                .map(status -> status.getValue() + " " + status.getKey())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; ", "", counts.isEmpty() ? "nothing" : ""));
    }

    private static String tasks(Map<String, TaskNow> tasks) {
        Map<TaskLastStatus, Map<String, Integer>> byStatus = new TreeMap<>();
        tasks.values()
                .forEach(task -> byStatus.computeIfAbsent(task.status(), status -> new TreeMap<>(Ids.ORDER))
                        .merge(where(task.placed()), 1, Integer::sum));
        return byStatus.isEmpty()
                ? "none"
                : byStatus.entrySet().stream()
                        .map(status -> status.getKey() + ": " + onInstances(status.getValue()))
                        .collect(Collectors.joining("; "));
    }

    private static String onInstances(Map<String, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<String> each = counts.entrySet().stream()
                .map(count -> count.getKey() + (count.getValue() == 1 ? "" : " x " + count.getValue()))
                .toList();
        return all + " on " + String.join(", ", Lines.few(each, 2 * FEW));
    }

    private static List<String> newestFirst(List<JournalRow> rows) {
        List<String> texts = new ArrayList<>();
        for (JournalRow row : rows) {
            texts.add(0, desired(row));
        }
        return texts;
    }

    private static String desired(JournalRow row) {
        String text = row.entry() instanceof Entry.DesiredCountChanged change
                ? change.from() + " to " + change.to() + ": " + change.why()
                : ((Entry.ServiceCreated) row.entry()).desiredCount() + ": service created";
        return Clock.text(row.time()) + " " + text;
    }

    private static void moment(Explained.OfMoment answer, Lines lines) {
        List<Wait> waiting =
                answer.waits().stream().filter(wait -> wait.to() < 0).toList();
        lines.block("The cluster at " + when(answer.start(), answer.at()) + ": "
                + (waiting.isEmpty() ? "nothing waits" : Lines.count(waiting.size(), "group") + " of tasks waits")
                + "\n");
        for (Wait wait : waiting.subList(0, Math.min(2 * FEW, waiting.size()))) {
            lines.add("Waits", wait.group() + ": " + WaitText.of(wait, answer.at()));
        }
        if (answer.decision() == null) {
            lines.add("Refused", "nothing up to then");
        } else {
            lines.add(
                    "Refused",
                    "last up to then: a task of "
                            + answer.decision().attempt().rule().group() + " at "
                            + Clock.text(answer.decision().at()));
            DecisionText.write(answer.decision(), lines);
        }
    }

    private static void task(Explained.OfTask answer, Lines lines) {
        Entry.TaskPlaced placed = (Entry.TaskPlaced) answer.life().get(0).entry();
        lines.block(answer.task() + " of " + placed.taskDefinition() + " ("
                + (placed.service() == null ? "group " + placed.group() : "service " + placed.service()) + ") on "
                + where(placed) + " in " + placed.availabilityZone() + "\n");
        List<String> states = new ArrayList<>();
        for (JournalRow row : answer.life()) {
            if (row.entry() instanceof Entry.TaskPlaced) {
                states.add("placed " + Clock.text(row.time()));
            } else if (row.entry() instanceof Entry.TaskStatusChanged change) {
                states.add(change.status() + " " + Clock.text(row.time()));
            }
        }
        lines.add("Life", String.join(", ", states));
        answer.life().forEach(row -> event(row, placed, lines));
        if (answer.decision() == null) {
            lines.add(
                    "Placement",
                    placed.instance() == null
                            ? "by Fargate: where it had fewest tasks of " + placed.group()
                            : "nobody chose: StartTask named the instance");
        } else {
            DecisionText.write(answer.decision(), lines);
        }
    }

    private static void event(JournalRow row, Entry.TaskPlaced placed, Lines lines) {
        String at = Clock.text(row.time()) + " ";
        if (row.entry() instanceof Entry.TaskStopRequested stop) {
            String why = stop.why() == null ? "no reason given" : stop.why();
            lines.add(
                    "Stopped",
                    at + "by " + whose(stop.stopCode()) + ": " + stop.stopCode() + ", " + why
                            + (why.contains("(deployment ") && !why.contains("(deployment " + placed.deployment() + ")")
                                    ? "; it was of the older " + placed.deployment()
                                    : ""));
        } else if (row.entry() instanceof Entry.DesiredCountChanged) {
            lines.add("Desired", desired(row));
        } else if (row.entry() instanceof Entry.InstanceStatusChanged change) {
            lines.add("Instance", at + change.instance() + " is " + change.status() + ": " + change.why());
        }
    }

    /** The instance, or what it is on without one. */
    private static String where(Entry.TaskPlaced placed) {
        return placed.instance() != null
                ? placed.instance()
                : placed.capacityProvider() != null ? placed.capacityProvider() : "FARGATE";
    }

    private static String whose(TaskStopCode code) {
        return switch (code) {
            case ServiceSchedulerInitiated -> "the service scheduler";
            case UserInitiated -> "a user (StopTask)";
            case TerminationNotice -> "the end of its instance";
            case EssentialContainerExited -> "its own container, which ended";
            case TaskFailedToStart -> "a start that failed";
            case SpotInterruption -> "the end of its Spot capacity";
            case InfrastructureHealth -> "AWS";
        };
    }
}
