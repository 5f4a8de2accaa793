// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Tables.number;
import static io.ecsim.report.Tables.text;

import io.ecsim.experiment.RunOutcome;
import io.ecsim.simulation.RunResult.DeploymentResult;
import java.util.ArrayList;
import java.util.List;

/** The deployments of a run, and how each went from step to step. */
final class DeploymentTables {
    /** A table of more steps is folded away until it is asked for. */
    private static final int STEPS_SHOWN = 12;
    /** Of a run that deploys all day, the newest tell enough. */
    private static final int MOST_DEPLOYMENTS = 50;

    /** A picture of tasks is some 20 KB. */
    private static final int MOST_PICTURES = 20;

    private static final int MOST_STEPS = 200;

    private DeploymentTables() {}

    static Html section(RunOutcome outcome, Clock clock, Easel easel) {
        List<Deployment> all = Deployment.allOf(outcome.result());
        if (all.isEmpty()) {
            return Html.NOTHING;
        }
        List<Deployment> shown = all.subList(Math.max(0, all.size() - MOST_DEPLOYMENTS), all.size());
        String leftOut = Figures.count(all.size() - shown.size(), "earlier deployment is", "earlier deployments are");
        return Page.section(
                "deployments",
                "Deployments",
                shown.size() == all.size() ? Html.NOTHING : Html.element("p", leftOut + " in summary.json only."),
                overview(shown, clock),
                each(shown, outcome, clock, easel));
    }

    private static List<Html> each(List<Deployment> shown, RunOutcome outcome, Clock clock, Easel easel) {
        DeploymentPictures pictures = new DeploymentPictures(outcome.recording().taskLives(), clock, easel);
        List<Html> each = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            boolean drawn = i >= shown.size() - MOST_PICTURES;
            each.add(steps(shown.get(i), clock, drawn ? pictures.of(shown.get(i), i + 1) : Html.NOTHING));
        }
        return each;
    }

    private static Html overview(List<Deployment> deployments, Clock clock) {
        List<Tables.Column> columns = List.of(
                text("Deployment"),
                text("Service"),
                text("Task definition"),
                text("Started"),
                text("State"),
                number("Took"),
                number("Healthy, at least"),
                number("Percent-seconds missing"),
                number("Steps"));
        List<List<Object>> rows = new ArrayList<>();
        for (Deployment deployment : deployments) {
            DeploymentResult result = deployment.result();
            rows.add(List.of(
                    Html.code(result.id()),
                    deployment.service(),
                    result.taskDefinition(),
                    clock.time(result.startedAt()),
                    state(result),
                    Figures.seconds(result.seconds()),
                    Figures.percentage(result.healthyPercentMin()),
                    Figures.count(Math.round(result.healthyPercentSecondsMissing())),
                    Figures.count(result.stepsTaken())));
        }
        return Tables.table("Deployments in the order in which they started", columns, rows);
    }

    private static String state(DeploymentResult result) {
        return result.replacedBy() == null ? result.state() : result.state() + ", replaced by " + result.replacedBy();
    }

    private static Html steps(Deployment deployment, Clock clock, Html picture) {
        DeploymentResult result = deployment.result();
        if (result.steps().isEmpty()) {
            return picture;
        }
        List<Tables.Column> columns = List.of(
                text("Time"),
                number("Stopped"),
                number("Started"),
                number("Old"),
                number("New pending"),
                number("New healthy"),
                number("Stopping"),
                number("Healthy"),
                text("Then"));
        List<List<Object>> rows = result.steps().stream()
                .limit(MOST_STEPS)
                .<List<Object>>map(step -> List.of(
                        clock.time(step.at()),
                        step.stopped(),
                        step.started(),
                        step.old(),
                        step.newPending(),
                        step.newHealthy(),
                        step.stopping(),
                        Figures.percentage(step.healthyPercent()),
                        step.waits() == null ? "" : "waiting: " + step.waits()))
                .toList();
        String title = deployment.service() + " to " + result.taskDefinition() + ", "
                + Figures.count(result.stepsTaken(), "step", "steps");
        String caption = "Steps of " + result.id() + ": what the scheduler did, and the tasks right after it"
                + (result.steps().size() > MOST_STEPS ? " (the first " + MOST_STEPS + ")" : "")
                + (result.stepsLeftOut() == 0
                        ? ""
                        : "; the first " + Figures.count(result.steps().size())
                                + " are in summary.json, all are in journal.jsonl");
        Html table = Tables.table(caption, columns, rows);
        return Html.details(result.steps().size() <= STEPS_SHOWN, title, picture, table);
    }
}
