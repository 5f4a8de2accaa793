// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.experiment.Decimals;
import io.ecsim.experiment.JournalRow;
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
        Table table =
                new Table("  ", "service", "deployment", "task definition", "state", "began", "took", "lowest healthy");
        services.forEach((name, service) -> {
            for (DeploymentResult deployment : service.deployments()) {
                table.row(
                        name,
                        deployment.id(),
                        deployment.taskDefinition(),
                        deployment.rolloutState(),
                        Clock.text(deployment.startedAt()),
                        Time.words(Time.ofSeconds(deployment.seconds())),
                        Decimals.text(deployment.healthyPercentMin()) + " %");
                text.append(details(outcome, name, deployment));
            }
        });
        return text.isEmpty() && services.isEmpty() ? "" : "Deployments\n" + table + "\n" + text;
    }

    private static String details(RunOutcome outcome, String service, DeploymentResult deployment) {
        StringBuilder text = new StringBuilder();
        if (!deployment.steps().isEmpty()) {
            text.append("Steps of ").append(deployment.taskDefinition());
            text.append(" in ")
                    .append(service)
                    .append(" (")
                    .append(deployment.id())
                    .append(")\n");
            text.append(steps(deployment.steps())).append('\n');
        }
        if (deployment.rolloutState() != DeploymentRolloutState.COMPLETED) {
            text.append(lastEvents(outcome, service));
        }
        return text.toString();
    }

    /** As a teacher would write it on the board: what a pass did, and what there was after it. */
    private static String steps(List<Step> steps) {
        Table table = new Table("  ", "pass", "time", "stop", "start", "old", "new-pending", "new-healthy", "stopping");
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
                    step.stopping());
        }
        int more = steps.size() - MOST_STEPS;
        return table + (more > 0 ? "  ... and " + more + " more passes, in summary.json\n" : "");
    }

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
        events.subList(Math.max(0, events.size() - LAST_EVENTS), events.size())
                .forEach(row -> text.append("  ")
                        .append(Clock.text(row.time()))
                        .append("  ")
                        .append(((Entry.ServiceEvent) row.entry()).message())
                        .append('\n'));
        return text.append('\n').toString();
    }
}
