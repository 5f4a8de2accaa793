// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.cssClass;
import static io.ecsim.report.Html.element;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.experiment.ExpectationResult;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.simulation.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The head of the page: what was run, whether it went as expected, and what happened. */
final class Opening {
    /** All are in the table of expectations. */
    private static final int MOST_MISSED = 5;

    private Opening() {}

    static Html header(RunOutcome outcome, Clock clock) {
        String description = outcome.scenario().description().strip();
        return element(
                "header",
                element(
                        "p",
                        cssClass("kind"),
                        "Simulated run · " + clock.begin() + " · "
                                + Figures.seconds((double) outcome.result().simulated() / Clock.SECOND)),
                element("h1", outcome.scenario().name()),
                description.isEmpty() ? Html.NOTHING : element("p", cssClass("lead"), description),
                element("ul", cssClass("verdicts"), verdicts(outcome)),
                missed(outcome.expectations()));
    }

    private static List<Html> verdicts(RunOutcome outcome) {
        List<Html> verdicts = new ArrayList<>();
        verdicts.add(expectations(outcome.expectations()));
        if (outcome.partial()) {
            String reached = Figures.seconds((double) outcome.result().simulated() / Clock.SECOND);
            String whole = Figures.seconds(outcome.scenario().duration().toSeconds());
            verdicts.add(verdict("bad", "Partial: interrupted after " + reached + " of " + whole));
        }
        outcome.result().services().forEach((service, figures) -> {
            String open = openEnd(figures);
            if (!open.isEmpty()) {
                verdicts.add(verdict("bad", service + " " + open));
            }
        });
        return verdicts;
    }

    private static Html expectations(List<ExpectationResult> expectations) {
        long met = expectations.stream().filter(ExpectationResult::holds).count();
        int all = expectations.size();
        if (all == 0) {
            return verdict("none", "The scenario expects nothing in particular");
        }
        if (met == all) {
            return verdict("good", all == 1 ? "✓ The expectation holds" : "✓ All " + all + " expectations hold");
        }
        return verdict(
                "bad", "✗ " + (all - met) + " of " + Figures.count(all, "expectation", "expectations") + " missed");
    }

    /** What was expected and is not so, each with its figure. */
    private static Html missed(List<ExpectationResult> expectations) {
        List<Html> missed = expectations.stream()
                .filter(each -> !each.holds())
                .limit(MOST_MISSED)
                .map(each ->
                        element("li", Html.code(each.text()), ": it is ", Html.code(String.valueOf(each.figure()))))
                .toList();
        return missed.isEmpty() ? Html.NOTHING : element("ul", cssClass("missed"), missed);
    }

    /** What was not finished when the run ended; empty when all was. */
    private static String openEnd(RunResult.ServiceResult service) {
        boolean deploying = !service.deployments().isEmpty()
                && service.deployments().get(0).rolloutState() == DeploymentRolloutState.IN_PROGRESS;
        String tasks = service.runningCount() + " of " + Figures.count(service.desiredCount(), "task", "tasks");
        if (deploying) {
            return "is still being deployed at the end";
        }
        return service.runningCount() < service.desiredCount() ? "runs " + tasks + " at the end" : "";
    }

    private static Html verdict(String cssClass, String text) {
        return element("li", cssClass(cssClass), text);
    }

    static Html summary(RunOutcome outcome, Clock clock) {
        Optional<WorstMinute> worst = WorstMinute.of(outcome, clock);
        List<String> sentences = new ArrayList<>(Sentences.of(outcome));
        worst.ifPresent(minute -> sentences.add(Math.min(2, sentences.size()), minute.what()));
        return Page.section(
                "summary",
                "What happened",
                keyFigures(outcome, worst, clock),
                element(
                        "ul",
                        cssClass("sentences"),
                        sentences.stream().map(s -> element("li", s)).toList()));
    }

    private static Html keyFigures(RunOutcome outcome, Optional<WorstMinute> worst, Clock clock) {
        RunResult result = outcome.result();
        SummaryFigures summary = new SummaryFigures(outcome.summary());
        boolean traffic = result.requests().offered() > 0;
        List<Html> figures = new ArrayList<>();
        if (traffic) {
            figures.add(figure(
                    "requests", summary.of(Figures.requests(result.requests().offered()), "requests", "offered")));
            figures.add(figure("failed or rejected", Figures.percent(Sentences.errorShare(result.requests()))));
            figures.add(figure(
                    "95% answered within",
                    summary.of(Figures.millis(result.latency().p95()), "latencyMillis", "p95")));
        }
        worst.ifPresent(minute -> figures.add(figure("worst minute", clock.minute(minute.start()))));
        figures.add(figure(
                "tasks at most", summary.of(Figures.count(result.cluster().tasksPeak()), "cluster", "tasksPeak")));
        figures.add(figure(
                "instances at most",
                summary.of(Figures.count(result.cluster().instancesPeak()), "cluster", "instancesPeak")));
        figures.add(figure("cost", summary.of(Figures.usd(Cost.total(result)), "costUsd", "total")));
        return element("dl", cssClass("figures"), figures);
    }

    private static Html figure(String name, Object value) {
        return element("div", element("dt", name), element("dd", value));
    }
}
