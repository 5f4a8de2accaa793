// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.Decimals;
import io.ecsim.experiment.ExpectationResult;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.kernel.Time;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.ClusterResult;
import io.ecsim.simulation.RunResult.Latency;
import io.ecsim.simulation.RunResult.Requests;
import io.ecsim.simulation.RunResult.ServiceResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code run} prints: the answer in five lines, the expectations, the deployments. */
final class Answer {
    private static final int SHORT_FINGERPRINT = 12;
    private static final int LINE = 100;

    private Answer() {}

    static String text(RunOutcome outcome) {
        StringBuilder text = new StringBuilder();
        RunResult result = outcome.result();
        text.append(head(outcome)).append('\n');
        text.append("Requests   ").append(requests(result.requests())).append('\n');
        text.append("Latency    ").append(latency(result.latency())).append('\n');
        text.append("Tasks      ").append(tasks(result)).append('\n');
        text.append("Instances  ").append(instances(result.cluster())).append('\n');
        text.append("Cost       ").append(cost(result.bill().byKind())).append("\n\n");
        text.append(expectations(outcome.expectations()));
        text.append(DeploymentTables.text(outcome));
        return text.toString();
    }

    private static String head(RunOutcome outcome) {
        String description = outcome.scenario().description().strip();
        String title = outcome.scenario().name() + (description.isEmpty() ? "" : ": " + description);
        return title.replaceAll("(.{1," + LINE + "})(\\s+|$)", "$1\n")
                + (outcome.partial() ? "INTERRUPTED after " : "")
                + Time.words(outcome.result().simulated()) + " simulated, seed "
                + outcome.scenario().seed() + ", fingerprint "
                + outcome.fingerprint().substring(0, SHORT_FINGERPRINT) + "\n";
    }

    private static String requests(Requests requests) {
        if (requests.offered() == 0) {
            return "none";
        }
        String text = whole(requests.offered()) + " offered: " + whole(requests.served()) + " served, "
                + whole(requests.failed()) + " failed, " + whole(requests.rejected()) + " rejected";
        text += requests.inFlightAtEnd() == 0 ? "" : ", " + whole(requests.inFlightAtEnd()) + " in flight at the end";
        return text + (requests.retries() == 0 ? "" : "; " + whole(requests.retries()) + " retries");
    }

    private static String latency(Latency latency) {
        if (Double.isNaN(latency.mean())) {
            return "no request was served";
        }
        return "mean " + places(latency.mean(), 1) + " ms, p50 " + places(latency.p50(), 1) + " ms, p95 "
                + places(latency.p95(), 1) + " ms, p99 " + places(latency.p99(), 1) + " ms";
    }

    private static String tasks(RunResult result) {
        int started = result.services().values().stream()
                        .mapToInt(ServiceResult::tasksStarted)
                        .sum()
                + result.tasks().started();
        int stopped = result.services().values().stream()
                .mapToInt(ServiceResult::tasksStopped)
                .sum();
        int failed = result.services().values().stream()
                        .mapToInt(ServiceResult::tasksFailed)
                        .sum()
                + result.tasks().failed();
        String text = result.cluster().tasksPeak() + " at the peak; " + started + " started, " + stopped + " stopped, "
                + failed + " failed";
        text += result.tasks().succeeded() > 0 ? ", " + result.tasks().succeeded() + " succeeded" : "";
        double waited = result.cluster().unplacedTaskSeconds();
        text += waited > 0 ? "; " + places(waited, 0) + " task-seconds without a place" : "";
        return text + (result.tasks().neverPlaced() > 0 ? "; " + result.tasks().neverPlaced() + " never placed" : "");
    }

    private static String instances(ClusterResult cluster) {
        return cluster.instancesPeak() + " at the peak, " + places(cluster.instanceHours(), 1) + " instance-hours; "
                + places(100 * cluster.cpuReservationMean(), 0) + " % of CPU and "
                + places(100 * cluster.memoryReservationMean(), 0) + " % of memory reserved";
    }

    private static String cost(Map<String, BigDecimal> byKind) {
        BigDecimal total = byKind.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        String kinds = byKind.entrySet().stream()
                .map(kind -> kind.getKey() + " " + cents(kind.getValue()))
                .collect(Collectors.joining(", "));
        return "$" + cents(total) + (byKind.size() > 1 ? " (" + kinds + ")" : "");
    }

    private static String expectations(List<ExpectationResult> expectations) {
        if (expectations.isEmpty()) {
            return "";
        }
        Table table = new Table("  ", "", "expected", "figure");
        expectations.forEach(result -> table.row(result.holds() ? "met" : "MISSED", result.text(), result.figure()));
        long met = expectations.stream().filter(ExpectationResult::holds).count();
        return "Expectations: " + met + " of " + expectations.size() + " hold\n" + table + "\n";
    }

    /** Requests are counted in millionths. */
    private static String whole(long millionths) {
        return grouped(Decimals.ofMillionths(millionths).setScale(0, RoundingMode.HALF_UP));
    }

    private static String places(double value, int places) {
        BigDecimal decimal = Decimals.of(value);
        return decimal == null ? "-" : grouped(decimal.setScale(places, RoundingMode.HALF_UP));
    }

    private static String cents(BigDecimal usd) {
        return grouped(usd.setScale(2, RoundingMode.HALF_UP));
    }

    private static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }
}
