// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.experiment.Decimals;
import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.Recording;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.ServiceResult;
import io.ecsim.simulation.RunResult.Step;
import java.util.List;
import java.util.Map;

/** The deployments of a run, and pass by pass how each replaced its tasks. */
final class DeploymentTables {
    private static final int MOST_STEPS = 40;
    private static final int LAST_EVENTS = 3;

    private DeploymentTables() {}

    static String text(RunOutcome outcome) {
        Map<String, ServiceResult> services = outcome.result().services();
        StringBuilder text = new StringBuilder();
        Table table = new Table(
                "  ",
                "service",
                "deployment",
                "task definition",
                "state",
                "began",
                "took",
                "lowest healthy",
                "percent-seconds missing");
        services.forEach((name, service) -> {
            for (DeploymentResult deployment : service.deployments()) {
                table.row(
                        name,
                        deployment.id(),
                        deployment.taskDefinition(),
                        state(deployment),
                        Clock.text(deployment.startedAt()),
                        Time.words(Time.ofSeconds(deployment.seconds())),
                        percent(deployment.healthyPercentMin()),
                        Decimals.text(deployment.healthyPercentSecondsMissing()));
                text.append(steps(name, deployment));
            }
            if (isInTrouble(service)) {
                text.append(lastEvents(outcome, name));
            }
        });
        return text.isEmpty() && services.isEmpty() ? "" : "Deployments\n" + table + "\n" + text;
    }

    /** A service that wants no task has no share of healthy ones. */
    private static String percent(double value) {
        return Double.isFinite(value) ? Decimals.text(Math.rint(value * 10) / 10) + " %" : "-";
    }

    /** It hangs, or has not the tasks that it wants: its events say why. */
    private static boolean isInTrouble(ServiceResult service) {
        return service.runningCount() < service.desiredCount()
                || service.deployments().get(0).rolloutState() != DeploymentRolloutState.COMPLETED;
    }

    private static String state(DeploymentResult deployment) {
        return deployment.replacedBy() == null
                ? deployment.state()
                : deployment.state() + " by " + deployment.replacedBy();
    }

    private static String steps(String service, DeploymentResult deployment) {
        return deployment.steps().isEmpty()
                ? ""
                : "Steps of " + deployment.taskDefinition() + " in " + service + " (" + deployment.id() + ")\n"
                        + steps(deployment.steps(), deployment.stepsLeftOut()) + "\n";
    }

    /** As a teacher would write it on the board: what a pass did, what there was after it, for what it waits. */
    private static String steps(List<Step> steps, int leftOut) {
        Table table = new Table(
                "  ",
                "pass",
                "time",
                "stop",
                "start",
                "old",
                "new-pending",
                "new-healthy",
                "stopping",
                "healthy",
                "then");
        for (int i = 0; i < Math.min(steps.size(), MOST_STEPS); i++) {
            Step step = steps.get(i);
            table.row(
                    i + 1,
                    Clock.text(step.at()),
                    step.stopped(),
                    step.started(),
                    step.old(),
                    step.newPending(),
                    step.newHealthy(),
                    step.stopping(),
                    percent(step.healthyPercent()),
                    step.waits() == null ? "" : "waiting: " + step.waits());
        }
        int more = steps.size() - MOST_STEPS;
        return table
                + (more > 0 ? "  ... and " + more + " more passes, in summary.json\n" : "")
                + (leftOut > 0 ? "  ... and " + leftOut + " after these, in journal.jsonl only\n" : "");
    }

    /** Where rows are missing before or among the last events, that is said, for there may have been others. */
    private static String lastEvents(RunOutcome outcome, String service) {
        List<JournalRow> events = outcome.recording().rows().stream()
                .filter(row -> row.entry() instanceof Entry.ServiceEvent event
                        && event.service().equals(service))
                .toList();
        if (events.isEmpty()) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("Last events of ").append(service).append('\n');
        List<JournalRow> last = events.subList(Math.max(0, events.size() - LAST_EVENTS), events.size());
        Recording.Gap gap = outcome.recording().gap().orElse(null);
        boolean open = gap != null && (last.size() < LAST_EVENTS || last.get(0).time() <= gap.after());
        for (JournalRow row : last) {
            if (open && row.time() >= gap.before()) {
                text.append(missing(gap));
                open = false;
            }
            text.append("  ").append(Clock.text(row.time())).append("  ");
            text.append(((Entry.ServiceEvent) row.entry()).message()).append('\n');
        }
        return text.append(open ? missing(gap) : "").append('\n').toString();
    }

    private static String missing(Recording.Gap gap) {
        return "  ... (" + gap.rows() + " rows from " + Clock.text(gap.after()) + " to " + Clock.text(gap.before())
                + ", in journal.jsonl only)\n";
    }
}
