// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Computed by hand from 0.04048 USD a vCPU-hour and 0.004445 a GB-hour in us-east-1, on ARM 0.03238 and 0.00356. */
class FargateBillTest {
    private static final Pricing LIST = Pricing.DEFAULT;

    private static Bill bill(Pricing pricing, String region, Entry.FargateTaskStarted task, double seconds) {
        FargateBill bill = new FargateBill(new FargatePrices(pricing, region), 0);
        bill.add(Time.SECOND, task);
        bill.add(
                Time.SECOND + Time.ofSeconds(seconds),
                new Entry.TaskStatusChanged(task.task(), task.service(), TaskLastStatus.STOPPED));
        return bill.until(Time.DAY);
    }

    private static Entry.FargateTaskStarted task(int cpu, int memory) {
        return new Entry.FargateTaskStarted("t", "web", false, null, null, cpu, memory, null);
    }

    private static BigDecimal usd(Pricing pricing, Entry.FargateTaskStarted task, double seconds) {
        return bill(pricing, "us-east-1", task, seconds).total().setScale(10, RoundingMode.HALF_UP);
    }

    @Test
    @Tag("FG-10")
    @Tag("SC-704")
    @Tag("SC-705")
    void everyStartedSecondCountsAndAMinuteAtLeast() {
        assertThat(usd(LIST, task(512, 1024), 61)).isEqualTo("0.0004182736"); // 0.024685 / 3600 x 61
        assertThat(usd(LIST, task(512, 1024), 60.5)).isEqualTo("0.0004182736");
        assertThat(usd(LIST, task(512, 1024), 59)).isEqualTo("0.0004114167"); // 0.024685 / 60
    }

    @Test
    @Tag("CW-41")
    @Tag("FG-4")
    @Tag("SC-704")
    @Tag("SC-705")
    void sizesArchitecturesAndStorageHavePricesOfTheirOwn() {
        assertThat(usd(LIST, task(256, 512), 3600)).isEqualByComparingTo("0.0123425");
        assertThat(usd(LIST, task(1024, 2048), 40)).isEqualTo("0.0008228333");
        Entry.FargateTaskStarted armed =
                new Entry.FargateTaskStarted("t", "web", false, null, CPUArchitecture.ARM64, 256, 512, null);
        assertThat(usd(LIST, armed, 3600)).isEqualByComparingTo("0.009875");
        Entry.FargateTaskStarted large = new Entry.FargateTaskStarted("t", "web", false, null, null, 256, 512, 60);
        assertThat(usd(LIST, large, 3600)).isEqualByComparingTo("0.0167825"); // 40 GB more, 0.000111 each
    }

    @Test
    @Tag("SC-706")
    void spotIsCheaperAndASavingsPlanIsForWhatIsOnDemand() {
        Pricing planned = new Pricing(null, null, 0.5, null, null, null, null, null, null, null, null, null);
        Entry.FargateTaskStarted spot = new Entry.FargateTaskStarted("t", "web", true, null, null, 1024, 1024, null);
        assertThat(usd(planned, task(1024, 1024), 3600)).isEqualByComparingTo("0.0224625");
        assertThat(usd(planned, spot, 3600)).isEqualByComparingTo("0.01430398"); // 0.01288871 + 0.00141527
        Pricing multiplied = new Pricing(null, null, null, 0.2, null, null, null, null, null, null, null, null);
        assertThat(usd(multiplied, spot, 3600)).isEqualByComparingTo("0.008985"); // 0.2 x 0.044925
        Entry.FargateTaskStarted armed =
                new Entry.FargateTaskStarted("t", "web", true, null, CPUArchitecture.ARM64, 1024, 1024, null);
        assertThat(bill(LIST, "ap-south-1", armed, 3600).total())
                .isEqualByComparingTo("0.007932"); // no Spot price known: 0.30 x (0.02383 + 0.00261)
    }

    @Test
    @Tag("FG-10")
    @Tag("SC-704")
    void windowsPaysItsLicenceAndFiveMinutes() {
        Map<String, Double> mine =
                Map.of("fargate-windows-vcpu", 0.09, "fargate-windows-gb", 0.01, "fargate-windows-os-vcpu", 0.05);
        Pricing pricing = new Pricing(null, mine, null, null, null, null, null, null, null, null, null, null);
        Entry.FargateTaskStarted windows = new Entry.FargateTaskStarted(
                "t", "web", false, OSFamily.WINDOWS_SERVER_2022_CORE, null, 1024, 2048, null);
        assertThat(usd(pricing, windows, 10)).isEqualTo("0.0133333333"); // 0.16 / 12
        FargateKind kind = new FargateKind(true, false, false);
        assertThat(new FargatePrices(pricing, "us-east-1").missing(kind)).isEmpty();
        assertThat(new FargatePrices(LIST, "us-east-1").missing(kind))
                .containsExactly("fargate-windows-vcpu", "fargate-windows-gb", "fargate-windows-os-vcpu");
    }

    @Test
    @Tag("SC-710")
    void theBillIsThatOfItsServicesAndOfItsDays() {
        FargateBill bill = new FargateBill(new FargatePrices(LIST, "eu-west-1"), 23 * Time.HOUR);
        bill.add(0, new Entry.FargateTaskStarted("a", "web", false, null, null, 1024, 2048, null));
        bill.add(0, new Entry.FargateTaskStarted("b", null, true, null, null, 512, 1024, 30));
        Bill two = bill.until(3 * Time.HOUR);
        assertThat(two.byDay().get(1)).isCloseTo(two.byDay().get(0).multiply(BigDecimal.valueOf(2)), within());
        assertThat(Bill.sum(two.byService().values())).isCloseTo(two.total(), within());
        assertThat(two.byService()).containsOnlyKeys("web", Bill.STANDALONE);
        assertThat(two.byKind()).containsOnlyKeys("fargate", "fargateSpot", "fargateStorage");
        assertThat(two.lines())
                .filteredOn(line -> line.kind().equals("fargateStorage"))
                .singleElement()
                .satisfies(line -> assertThat(line.price().source()).contains("taken from us-east-1"))
                .satisfies(line -> assertThat(line.quantity()).isEqualByComparingTo("30"));
    }

    private static Offset<BigDecimal> within() {
        return Offset.offset(new BigDecimal("1e-20"));
    }
}
