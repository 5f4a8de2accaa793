// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Requests played one by one agree with queueing theory; the page in the docs is what this measures. {@code
 * -Dgolden.update=true} writes it anew, {@code -Dqueueing.longer=20} plays so many times as long and leaves it alone.
 */
class QueueingTheoryTest {
    private static final Path PAGE = Path.of("../docs/queueing.md");
    private static final int LONGER = Integer.getInteger("queueing.longer", 1);
    private static final int RUNS = 30;
    private static final List<Double> LOADS = List.of(0.3, 0.5, 0.7, 0.9, 0.95);
    private static final double FAMILY_ALPHA = 0.01;
    private static final int ROOM = 3;

    private static final List<Case> CASES = List.of(
            new Case("mm1", "M/M/1", 1, 1, load -> Closed.mmcMean(1, load), QueueingTheoryTest::mm1),
            new Case("mm4", "M/M/4", 4, 1, load -> Closed.mmcMean(4, load), (load, t) -> Closed.mmcTail(4, load, t)),
            new Case("md1", "M/D/1", 1, 0.5, load -> Closed.mg1Mean(load, 0), Closed::md1Tail),
            new Case("mg1-ps", "M/G/1-PS, lognormal, cv 2", 1, 2.5, Closed::processorSharingMean, null),
            new Case(
                    "mm2-5",
                    "M/M/2/5",
                    2,
                    1,
                    load -> Closed.mmckMean(2, 2 + ROOM, load),
                    (load, t) -> Closed.mmckTail(2, 2 + ROOM, load, t)),
            new Case(
                    "random-routing",
                    "5 x M/M/1, sent at random",
                    5,
                    1,
                    load -> Closed.mmcMean(1, load),
                    QueueingTheoryTest::mm1));

    private static final int FIGURES =
            LOADS.size() * CASES.stream().mapToInt(Case::figures).sum();

    private static final String HEAD = """
            # Requests played one by one, and queueing theory

            The scenarios of `scenarios/theory` are services behind a load balancer that are a queue of the textbooks; this
            is what 30 runs of each have at five utilisations (per vCPU). The mean of a request is 10 ms of CPU, the unit of
            time here; a response is from the load balancer to the answer, its mean that of CloudWatch's
            `TargetResponseTime` and percentiles those of the summary. ± is the half width of a 99 % interval of all figures
            of the table together (Student's t; Bonferroni): if theory holds, one such table in a hundred has a figure
            outside. This page is made by `QueueingTheoryTest`, which says how. One of the runs:

            ```
            ./ecsim run scenarios/theory/mm1.yaml --set 'workload[0].requests.rate=95/s' --set duration=1h
            ```

            Both solvers tell the same of this, a fluid without any chance of its own: it follows the law of the number of
            requests in a task, also while load rises and falls through all that the task can take. Held against the mean of many
            runs with `--traffic discrete`, over a load that goes from a half to 1.2 and back, requests in the tasks, CPU, mean
            response times and failures differ by some 3 % (`FluidAgainstRequestsTest`). Where they differ more:

            - A run request by request has chance, and one of them may lie far from the mean of all.
            - CPU times that are far from exponential, at a CPU that many requests share in overload: those of a constant time leave
              it in the order in which they came, which the fluid knows by mean values only. Of a cv of 2 requests in the tasks are 15 %
              off at the height of an overload, and after it; with a concurrency of some tens it is less.
            - `least_outstanding_requests`: the fluid takes what comes to a target as being as regular as in turn, which at a load
              around 0.8 leaves a fifth too few in the task. Of `round_robin` and `weighted_random` it knows the difference.
            - Percentiles are those of the law of the number, and of a mean and a variation of the CPU time. In and after an
              overload the long ones come out longer.
            - Retries of clients, and calls between services, are simulated request by request only.

            | queue | utilisation | figure | theory | measured |
            |---|---|---|---|---|
            """;

    private interface Mean {
        double at(double load);
    }

    private interface Tail {
        double above(double load, double seconds);
    }

    /**
     * @param scenario in the folder of theory
     * @param servers vCPUs of all its tasks
     * @param relaxation of the queue, by that of M/M/1 with the same utilisation
     * @param tail P(response > t); null where it has no closed form
     */
    private record Case(String scenario, String name, int servers, double relaxation, Mean mean, Tail tail) {
        int figures() {
            return 1 + (tail == null ? 0 : 2) + (loses() ? 1 : 0);
        }

        boolean loses() {
            return scenario.equals("mm2-5");
        }

        List<Figure> figures(double load, double alpha) {
            double rate = load * servers;
            double relax = relaxation / StrictMath.pow(1 - StrictMath.sqrt(load), 2);
            double offered = LONGER * (load < 0.8 ? 20_000 : load < 0.92 ? 50_000 : 100_000);
            var runs = TheoryRun.of(scenario, rate, 10 * relax, offered / rate, RUNS);
            var figures = new ArrayList<Figure>();
            figures.add(Figure.mean(runs, mean.at(load), alpha));
            if (tail != null) {
                figures.add(Figure.percentile("p95", TheoryRun::p95, runs, t -> tail.above(load, t), 0.95, alpha));
                figures.add(Figure.percentile("p99", TheoryRun::p99, runs, t -> tail.above(load, t), 0.99, alpha));
            }
            if (loses()) {
                figures.add(Figure.rejected(runs, Closed.mmckStates(2, 2 + ROOM, load)[2 + ROOM], alpha));
            }
            return figures;
        }
    }

    private static double mm1(double load, double seconds) {
        return StrictMath.exp(seconds * (load - 1));
    }

    @Test
    void requestsOneByOne_agreeWithTheory_asTheCommittedPageSays() throws IOException {
        var page = new StringBuilder(HEAD);
        for (var queue : CASES) {
            for (double load : LOADS) {
                for (var figure : queue.figures(load, FAMILY_ALPHA / FIGURES)) {
                    page.append(figure.row(queue.name(), load));
                    assertThat(figure.measured())
                            .as("%s at %s: %s", queue.name(), load, figure.name())
                            .isCloseTo(figure.theory(), within(figure.halfWidth()));
                    assertThat(figure.halfWidth()).as("says something").isLessThan(0.25 * figure.theory());
                }
            }
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        if (LONGER == 1) {
            assertThat(PAGE).content().isEqualTo(page.toString());
        }
    }

    @Test
    void theClosedForms_areThoseOfOthers() {
        // Kleinrock, vol. I: M/M/1 at 0.5 has a mean of 2, M/D/1 half of its wait; M/M/2 at 0.5: C = 1/3
        assertThat(Closed.mmcMean(1, 0.5)).isEqualTo(2);
        assertThat(Closed.mg1Mean(0.5, 0)).isEqualTo(1.5);
        assertThat(Closed.erlangC(2, 0.5)).isCloseTo(1 / 3.0, within(1e-12));
        // P(no wait) in M/D/1 is 1 - load; and within one service it is Erlang's (1 - load) e^(load t)
        assertThat(Closed.md1Tail(0.5, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(Closed.md1Tail(0.5, 1.5)).isCloseTo(1 - 0.5 * StrictMath.exp(0.25), within(1e-12));
        // the mean is the integral of the tail
        assertThat(integral(t -> Closed.md1Tail(0.9, t))).isCloseTo(Closed.mg1Mean(0.9, 0), within(1e-3));
        assertThat(integral(t -> Closed.mmcTail(4, 0.9, t))).isCloseTo(Closed.mmcMean(4, 0.9), within(1e-3));
        assertThat(integral(t -> Closed.mmckTail(2, 5, 0.9, t))).isCloseTo(Closed.mmckMean(2, 5, 0.9), within(1e-3));
    }

    private static double integral(DoubleUnaryOperator tail) {
        double step = 0.01;
        double sum = 0;
        for (double t = step / 2; t < 80; t += step) {
            sum += step * tail.applyAsDouble(t);
        }
        return sum;
    }
}
