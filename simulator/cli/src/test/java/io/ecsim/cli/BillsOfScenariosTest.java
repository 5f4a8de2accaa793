// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.pricing.Bill;
import io.ecsim.scenario.LoadedScenario;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Simulation;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bills of scenarios, worked out by hand from the prices that are quoted. All are of us-east-1; an hour of m6i.large
 * costs $0.096, of c5.large and c6i.large $0.085, of m6i.xlarge $0.192, of t2.micro $0.0116 (July 2026); an Application Load
 * Balancer $0.0225 an hour, and $0.008 a capacity unit. A unit is enough for 1 GB; a request counts 10 KiB.
 */
class BillsOfScenariosTest {
    private static final Path SCENARIOS = Path.of("../../scenarios");

    private static LoadedScenario scenario(String name, String... settings) throws IOException {
        return ScenarioReader.read(SCENARIOS.resolve(name), List.of(settings), null, null);
    }

    private static Bill bill(String name, String... settings) throws IOException {
        return Simulation.run(scenario(name, settings).scenario()).bill();
    }

    private static BigDecimal cents(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP);
    }

    /*
     * capacity-provider-scale-out: two instances from 6:30, when the alarm looks at minute five, eighteen from 11:30, when
     * those are warm: 2 x 1,410 s + 18 x 1,110 s = 22,800 s; x 0.096 / 3,600 = 0.6080.
     *
     * capacity-provider-scale-in: five stay for 2,700 s; ten end at 20:30, fifteen minutes below the target after minute
     * five, five a minute later: 5 x 2,700 + 10 x 1,230 + 5 x 1,290 = 32,250 s; x 0.096 / 3,600 = 0.8600.
     *
     * fargate-vs-ec2 on EC2: 4 x 24 h x 0.192 = 18.4320. 24 x 0.0225 = 0.54. A wave from 60 to 400 a second is 230 on average,
     * 19,872,000 requests x 10,240 B = 203.489 GB, all of them units; x 0.008 = 1.6279. Together 20.5999.
     *
     * spot-storm: two c5.large on demand, 2 h x 0.085 = 0.17. Six Spot Instances of it until 11:00, 6 x 660 s = 1.1 h, at 59 %
     * less, 0.03485: 0.0383. Six m5.large from 10:00, 6 x 3,000 s = 5 h, at 66 % less than 0.096, 0.03264: 0.1632. The load
     * balancer 0.0225, and for 58 minutes of 60 a second, 208,800 requests, 2.1381 GB, 0.0171. Together 0.4111.
     *
     * warm-pool: two for 3,600 s, four for the minute in which they are prepared and for 3,000 s from minute ten:
     * 2 x 3,600 + 4 x 60 + 4 x 3,000 = 19,440 s; x 0.085 / 3,600 = 0.4590. The load balancer as above, 0.0396: 0.4986.
     *
     * no-capacity-in-one-zone: three from the beginning, of which one is replaced when there is capacity in the third zone again
     * and ends at 36:00, four from 10:00, the replacement from 35:00: 2 x 3,600 + 2,160 + 4 x 3,000 + 1,500 = 22,860 s; x 0.096 /
     * 3,600 = 0.6096. With the load balancer 0.6492.
     *
     * t2-credits: 4 x 6 h x 0.0116 = 0.2784. Each of two instances in unlimited mode earns 6 credits by nine, misses 18 an hour
     * for four hours and pays back 3 in the last: 63 of surplus; 2 x 63 / 60 x 0.05 = 0.1050. Together 0.3834.
     *
     * group-policies by MemoryReservation: two until 7:47:30, 6,450 s each; one from 6:25:30 and one from 6:31:30 until then, 4,920
     * and 4,560 s; two from 6:37:30 on, 8,550 s each, and one from nine o'clock in Berlin on, 3,600 s: 43,080 s x 0.096 / 3,600 =
     * 1.1488. Managed: two until 7:45:30, 6,330 s each, three from 6:21:30, of which one ends at 7:47:20, 5,150 s, two stay, 9,510 s
     * each: 36,830 s x 0.096 / 3,600 = 0.9821.
     *
     * managed-instances: three m5a.xlarge, which end at 2:05:50, at 2:11:40 and after fourteen days at 0:01:50, 7,550 + 7,900 +
     * 1,209,710 = 1,225,160 s x 0.172 / 3,600 = 58.5354; for the last day an m5a.large, 24 x 0.086 = 2.064, and two m7a.medium,
     * 48 x 0.05796 = 2.7821; together 63.3815, and 12 % of it for ECS, 7.6058: 70.9872.
     */
    @ParameterizedTest
    @CsvSource({
        "group-policies/by-reservation.yaml, 1.15",
        "group-policies/managed.yaml, 0.98",
        "managed-instances, 70.99",
        "capacity-provider-scale-out, 0.61",
        "capacity-provider-scale-in, 0.86",
        "fargate-vs-ec2/on-ec2.yaml, 20.60",
        "spot-storm, 0.41",
        "warm-pool, 0.50",
        "no-capacity-in-one-zone, 0.65",
        "t2-credits, 0.38"
    })
    @Tag("SC-701")
    void theBillIsWhatAHandWorksOut(String name, BigDecimal usd) throws IOException {
        assertThat(cents(bill(name).total())).isEqualByComparingTo(usd);
    }

    /** When tasks of a scenario ran on Fargate, as the journal tells it: nothing else is taken from the run. */
    private static final class TaskSeconds implements RunObserver {
        private final Map<String, Entry.FargateTaskStarted> tasks = new LinkedHashMap<>();
        private final Map<String, Long> since = new LinkedHashMap<>();
        private double onDemand;
        private double spot;

        @Override
        public void add(long time, Entry entry) {
            if (entry instanceof Entry.FargateTaskStarted started) {
                tasks.put(started.task(), started);
                since.put(started.task(), time);
            } else if (entry instanceof Entry.TaskStatusChanged moved && moved.status() == TaskLastStatus.STOPPED) {
                stop(moved.task(), time);
            }
        }

        @Override
        public void metric(Metric metric, Datapoint point) {}

        private void stop(String task, long time) {
            Entry.FargateTaskStarted started = tasks.remove(task);
            if (started != null) {
                double seconds = Math.max(60, Math.ceil((time - since.get(task)) / 1e9));
                onDemand += started.spot() ? 0 : seconds;
                spot += started.spot() ? seconds : 0;
            }
        }

        private void end(long time) {
            List.copyOf(tasks.keySet()).forEach(task -> stop(task, time));
        }
    }

    /**
     * Tasks of 0.5 vCPU and 1 GB, at $0.04048 and $0.004445 an hour: 0.024685; on Spot at 0.01288871 and 0.00141527: 0.007859625.
     * How long there were how many, scaling decides.
     */
    @ParameterizedTest
    @CsvSource({"fargate-vs-ec2/on-fargate.yaml", "fargate-vs-ec2/with-spot.yaml", "fargate-spot-mix"})
    @Tag("SC-704")
    @Tag("SC-705")
    @Tag("SC-706")
    void tasksOnFargateArePaidForTheirSeconds(String name) throws IOException {
        TaskSeconds tasks = new TaskSeconds();
        RunResult result = Simulation.run(scenario(name).scenario(), tasks, () -> false);
        tasks.end(24 * 3_600_000_000_000L);
        Map<String, BigDecimal> kinds = result.bill().byKind();
        BigDecimal onDemand = BigDecimal.valueOf(tasks.onDemand / 3_600 * 0.024685);
        BigDecimal spot = BigDecimal.valueOf(tasks.spot / 3_600 * 0.007859625);
        assertThat(cents(kinds.get("fargate"))).isEqualByComparingTo(cents(onDemand));
        assertThat(cents(kinds.getOrDefault("fargateSpot", BigDecimal.ZERO))).isEqualByComparingTo(cents(spot));
    }

    /** An hour of m6i.large as AWS's price files of April 2025 have it. */
    @ParameterizedTest
    @CsvSource({"eu-west-1, 0.107", "ap-southeast-2, 0.12", "sa-east-1, 0.153", "us-gov-west-1, 0.121"})
    @Tag("SC-703")
    void otherRegionsHaveOtherPrices(String region, BigDecimal perHour) throws IOException {
        // 22,800 s as above
        BigDecimal usd =
                perHour.multiply(new BigDecimal("22800")).divide(new BigDecimal("3600"), 6, RoundingMode.HALF_UP);
        assertThat(cents(bill("capacity-provider-scale-out", "pricing.region=" + region)
                        .total()))
                .isEqualByComparingTo(cents(usd));
    }

    /**
     * Two alarms of a policy that tracks a target, $0.10 a month of 730 hours each, for a day: 2 x 0.1 x 24 / 730 = 0.0066, which
     * are the service's.
     */
    @Test
    @Tag("SC-708")
    void alarmsArePaidWhenAskedFor() throws IOException {
        assertThat(bill("fargate-vs-ec2/on-ec2.yaml").byKind()).doesNotContainKey("alarms");
        Bill bill = bill("fargate-vs-ec2/on-ec2.yaml", "pricing.alarms=true");
        assertThat(bill.byKind().get("alarms").setScale(4, RoundingMode.HALF_UP))
                .isEqualByComparingTo("0.0066");
        assertThat(bill.total()).isEqualByComparingTo(paid(bill));
    }

    /** By all services, and by nobody. */
    private static BigDecimal paid(Bill bill) {
        return bill.byService().values().stream().reduce(bill.idle(), BigDecimal::add);
    }

    /** Every figure says what it was multiplied with, and since when that is known from where. */
    @ParameterizedTest
    @CsvSource({"fargate-spot-mix", "spot-storm", "t2-credits", "fargate-vs-ec2/on-ec2.yaml"})
    void everyLineNamesItsPriceWithSourceAndDate(String name) throws IOException {
        assertThat(bill(name, "pricing.alarms=true", "pricing.rootVolume=30GiB", "pricing.publicIpv4=1")
                        .lines())
                .allSatisfy(line -> {
                    assertThat(line.price().source()).matches(".*20\\d\\d.*");
                    assertThat(line.price().per()).isNotBlank();
                    assertThat(line.usd())
                            .isEqualByComparingTo(
                                    line.byDay().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
                });
    }
}
