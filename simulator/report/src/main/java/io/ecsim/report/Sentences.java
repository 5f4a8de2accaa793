// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.ServiceSeries;
import io.ecsim.journal.Entry;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.Latency;
import io.ecsim.simulation.RunResult.Requests;
import io.ecsim.simulation.RunResult.ServiceResult;
import io.ecsim.simulation.RunResult.StandaloneTasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A run told in five sentences, one less when nobody called, and one more when tasks of no service were wanted. */
final class Sentences {
    private Sentences() {}

    static List<String> of(RunOutcome outcome) {
        List<String> sentences = new ArrayList<>();
        sentences.add(requests(outcome.result().requests()));
        if (outcome.result().requests().offered() > 0) {
            sentences.add(latency(outcome.result().latency()));
        }
        sentences.add(tasks(outcome));
        StandaloneTasks standalone = outcome.result().tasks();
        if (standalone.started() + standalone.neverPlaced() > 0) {
            sentences.add(standaloneTasks(standalone));
        }
        sentences.add(deployments(outcome.result()));
        sentences.add(cluster(outcome));
        return sentences;
    }

    static String requests(Requests requests) {
        if (requests.offered() == 0) {
            return "No client sent a request.";
        }
        String sent = "Clients sent " + amount(requests.offered()) + ": ";
        if (requests.served() == requests.offered()) {
            boolean one = Figures.requests(requests.offered()).equals("1");
            return sent + (one ? "it was served." : "all of them were served.");
        }
        String fate = none(requests.served()) + " served, " + none(requests.failed()) + " failed and "
                + none(requests.rejected()) + " rejected, an error share of "
                + Figures.percent(errorShare(requests));
        return sent
                + fate
                + (requests.inFlightAtEnd() == 0
                        ? "."
                        : "; " + Figures.requests(requests.inFlightAtEnd()) + " still in flight at the end.");
    }

    private static String none(long millionths) {
        return millionths == 0 ? "none" : Figures.requests(millionths);
    }

    static double errorShare(Requests requests) {
        return (double) (requests.failed() + requests.rejected()) / requests.offered();
    }

    static String latency(Latency latency) {
        if (Double.isNaN(latency.mean())) {
            return "No request was served, so there are no response times.";
        }
        return "A response took " + Figures.millis(latency.mean()) + " on average; half came within "
                + Figures.millis(latency.p50()) + ", 95% within " + Figures.millis(latency.p95()) + " and 99% within "
                + Figures.millis(latency.p99()) + ".";
    }

    static String tasks(RunOutcome outcome) {
        Map<String, ServiceResult> services = outcome.result().services();
        int most = outcome.result().cluster().tasksPeak();
        String peak = most == 0 ? "No task ran" : "At most " + Figures.count(most, "task", "tasks") + " ran at once";
        if (services.isEmpty()) {
            return peak + ", and there was no service.";
        }
        long scaled = count(outcome, Entry.ServiceScaled.class);
        String scaling = scaled == 0 ? "no scaling policy changed it" : "scaling policies changed it " + times(scaled);
        int from = services.keySet().stream()
                .mapToInt(service -> desiredAtFirst(outcome, service))
                .sum();
        int to =
                services.values().stream().mapToInt(ServiceResult::desiredCount).sum();
        String whose = services.size() == 1
                ? "the desired count of " + services.keySet().iterator().next()
                : "the desired count of all " + services.size() + " services";
        String way = from == to ? " was " + to + " at the start and at the end" : " went from " + from + " to " + to;
        return peak + "; " + whose + way + ", and " + scaling + ".";
    }

    static String standaloneTasks(StandaloneTasks tasks) {
        if (tasks.started() == 0) {
            return Figures.count(tasks.neverPlaced(), "task", "tasks") + " of no service never got a place.";
        }
        String placed = tasks.neverPlaced() == 0
                ? "."
                : "; " + Figures.count(tasks.neverPlaced(), "other was", "others were") + " never placed.";
        return Figures.count(tasks.started(), "task", "tasks") + " of no service started, of which "
                + Figures.count(tasks.succeeded()) + " succeeded and " + Figures.count(tasks.failed()) + " failed"
                + placed;
    }

    private static int desiredAtFirst(RunOutcome outcome, String service) {
        ServiceSeries series = outcome.recording().services().get(service);
        return series == null || series.desired().size() == 0
                ? 0
                : series.desired().value()[0];
    }

    static String deployments(RunResult result) {
        List<Deployment> later =
                Deployment.allOf(result).stream().filter(each -> !each.first()).toList();
        if (later.isEmpty()) {
            return "Nothing was deployed after the start.";
        }
        long failed = count(later, DeploymentRolloutState.FAILED);
        long open = later.stream().filter(each -> each.result().goesOn()).count();
        long replaced = later.stream()
                .filter(each -> each.result().replacedBy() != null)
                .count();
        double lowest = later.stream()
                .mapToDouble(each -> each.result().healthyPercentMin())
                .min()
                .orElse(0);
        Deployment longest = later.stream()
                .max(Comparator.comparingDouble(each -> each.result().seconds()))
                .orElseThrow();
        String health = Double.isFinite(lowest)
                ? "at the lowest, healthy tasks were " + Figures.percentage(lowest) + " of the desired count."
                : "no task was desired meanwhile.";
        if (later.size() == 1) {
            return "One deployment, " + longest.result().taskDefinition() + ", " + fate(longest) + "; " + health;
        }
        return Figures.count(later.size()) + " deployments were made, of which "
                + Figures.count(count(later, DeploymentRolloutState.COMPLETED)) + " completed"
                + (failed == 0 ? "" : ", " + Figures.count(failed) + " failed")
                + (replaced == 0
                        ? ""
                        : ", " + Figures.count(replaced) + (replaced == 1 ? " was" : " were") + " replaced")
                + (open == 0 ? "" : ", " + Figures.count(open) + " did not end")
                + "; the longest took " + Figures.seconds(longest.result().seconds()) + "; " + health;
    }

    private static String fate(Deployment deployment) {
        String seconds = Figures.seconds(deployment.result().seconds());
        return switch (deployment.result().rolloutState()) {
            case COMPLETED -> "completed in " + seconds;
            case FAILED -> "failed after " + seconds;
            case IN_PROGRESS -> "was still in progress after " + seconds;
        };
    }

    static String cluster(RunOutcome outcome) {
        RunResult result = outcome.result();
        String cost = "the run cost " + Figures.usd(Cost.total(result))
                + Cost.perThousandServed(result)
                        .map(each -> ", " + Figures.usd(each) + " per thousand requests")
                        .orElse("");
        if (result.cluster().instancesPeak() == 0) {
            return "There was no container instance, and " + cost + ".";
        }
        long terminated = count(outcome, Entry.InstanceTerminated.class);
        return "At most " + Figures.count(result.cluster().instancesPeak(), "instance", "instances") + " ran at once"
                + (terminated == 0
                        ? ""
                        : ", " + Figures.count(terminated) + (terminated == 1 ? " was" : " were") + " terminated")
                + "; on average tasks reserved "
                + Figures.percent(result.cluster().cpuReservationMean()) + " of the CPU and "
                + Figures.percent(result.cluster().memoryReservationMean()) + " of the memory, and " + cost + ".";
    }

    private static long count(RunOutcome outcome, Class<? extends Entry> kind) {
        return outcome.recording().count(kind);
    }

    private static long count(List<Deployment> deployments, DeploymentRolloutState state) {
        return deployments.stream()
                .filter(each -> each.result().rolloutState() == state)
                .count();
    }

    private static String times(long n) {
        return n == 1 ? "once" : n == 2 ? "twice" : Figures.count(n) + " times";
    }

    private static String amount(long millionths) {
        String amount = Figures.requests(millionths);
        return amount + (amount.equals("1") ? " request" : " requests");
    }
}
