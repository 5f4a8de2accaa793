// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Bytes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All amounts are worked out by hand from the prices quoted beside them. */
class InstanceBillTest {
    private static final long DAY = 24 * Time.HOUR;

    private InstanceBill bill = bill(Pricing.DEFAULT);

    private static InstanceBill bill(Pricing pricing) {
        return new InstanceBill(new PriceList(pricing, "us-east-1"), pricing, 0);
    }

    private static Pricing reserved(String type, int count) {
        return new Pricing(
                null,
                null,
                null,
                null,
                Map.of(type, new ReservedInstances(count, 1, null)),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private void launch(String id, String type, long at) {
        bill.add(at, new Entry.InstanceLaunched(id, type, "us-east-1a", null, "test"));
    }

    private void terminate(String id, long at) {
        bill.add(at, new Entry.InstanceTerminated(id, "test"));
    }

    private static BigDecimal rounded(BigDecimal usd, int places) {
        return usd.setScale(places, RoundingMode.HALF_UP);
    }

    /** A t3.micro costs 0.0104 USD an hour. */
    @ParameterizedTest(name = "{0} ms: {1} USD")
    @Tag("CW-42")
    @Tag("SC-701")
    @CsvSource({
        "1810000, 0.00522889",
        "45000, 0.00017333",
        "0, 0.00017333",
        "60000, 0.00017333",
        "60001, 0.00017622",
        "1809001, 0.00522889"
    })
    void everyStartedSecondIsPaidAndSixtyAtLeast(long millis, BigDecimal usd) {
        launch("i", "t3.micro", 7 * Time.SECOND);
        terminate("i", 7 * Time.SECOND + millis * 1_000_000);
        assertThat(rounded(bill.until(Time.HOUR).total(), 8)).isEqualByComparingTo(usd);
    }

    /** 30 x 24 h x 0.0832 USD. */
    @Test
    @Tag("SC-701")
    void aT3LargeForThirtyDaysCosts59Dollars90() {
        launch("i", "t3.large", 0);
        assertThat(bill.until(30 * DAY).total()).isEqualByComparingTo("59.904");
        assertThat(bill.until(30 * DAY).byDay())
                .hasSize(30)
                .allSatisfy((day, usd) -> assertThat(usd).isEqualByComparingTo("1.9968"));
    }

    @Test
    @Tag("SC-701")
    void whatStillRunsIsPaidUntilNow() {
        launch("i", "t3.micro", 0);
        launch("j", "t3.micro", 0);
        terminate("j", Time.HOUR);
        assertThat(bill.until(2 * Time.HOUR).total()).isEqualByComparingTo("0.0312");
    }

    /** 30 s, paid as 60, and an hour, of three; then none, as it ends while it is stopped. */
    @Test
    @Tag("SC-701")
    void whatIsStoppedIsNotPaid() {
        launch("i", "t3.micro", 0);
        bill.add(30 * Time.SECOND, new Entry.InstanceStateChanged("i", "stopped", "test"));
        bill.add(Time.HOUR, new Entry.InstanceStateChanged("i", "running", "test"));
        bill.add(2 * Time.HOUR, new Entry.InstanceStateChanged("i", "stopped", "test"));
        terminate("i", 3 * Time.HOUR);
        assertThat(rounded(bill.until(4 * Time.HOUR).total(), 8)).isEqualByComparingTo("0.01057333");
    }

    @Test
    @Tag("SC-710")
    void moneyIsExactUntilItIsShown() {
        // 10,000 x 61 s x 0.0104 / 3600 has a period in decimals; sums of doubles would end in other digits.
        for (int i = 0; i < 10_000; i++) {
            launch("i" + i, "t3.micro", 0);
            terminate("i" + i, 61 * Time.SECOND);
        }
        assertThat(bill.until(Time.HOUR).total().toPlainString()).startsWith("1.7622222222222222222222222222");
    }

    /** At 23:59:30 of the first day: 30 s of it belong to that day, 90 s to the next, of 0.0104 / 3600 USD each. */
    @Test
    void whatRunsOverMidnightIsPaidOnBothDays() {
        launch("i", "t3.micro", DAY - 30 * Time.SECOND);
        terminate("i", DAY + 90 * Time.SECOND);
        Map<Integer, BigDecimal> days = bill.until(2 * DAY).byDay();
        assertThat(rounded(days.get(0), 8)).isEqualByComparingTo("0.00008667");
        assertThat(rounded(days.get(1), 8)).isEqualByComparingTo("0.00026000");
    }

    /** A savings plan that leaves 72 %: 10 h x 0.096 USD x 0.72. */
    @Test
    @Tag("SC-706")
    void aSavingsPlanMultipliesThePriceOnDemand() {
        bill = bill(new Pricing(null, null, 0.72, null, null, null, null, null, null, null, null, null));
        launch("i", "m6i.large", 0);
        assertThat(bill.until(10 * Time.HOUR).total()).isEqualByComparingTo("0.6912");
    }

    /**
     * Two reserved of three m5.large; on demand 0.096 USD. The third is paid on demand for its first 2 h only, since then
     * a reservation is free. The two reservations are paid for 10 h each, at 0.06 USD as the price list of 2025 has it.
     */
    @Test
    @Tag("SC-706")
    void reservationsGoToThoseLaunchedFirstAndArePaidAlways() {
        bill = bill(reserved("m5.large", 2));
        launch("a", "m5.large", 0);
        launch("b", "m5.large", 0);
        launch("c", "m5.large", 0);
        terminate("a", 2 * Time.HOUR);
        terminate("b", 3 * Time.HOUR);
        Map<String, BigDecimal> kinds = bill.until(10 * Time.HOUR).byKind();
        assertThat(kinds.get("ec2")).isEqualByComparingTo("0.192");
        assertThat(rounded(kinds.get("ec2Reserved"), 6)).isEqualByComparingTo("1.2");
    }

    /** 30 GiB of gp3 at 0.08 USD a GiB and 730 hours, and one address at 0.005 USD an hour, for 73 hours. */
    @Test
    @Tag("SC-708")
    void disksAndAddressesArePaidWhileTheInstanceIsThere() {
        bill = bill(new Pricing(null, null, null, null, null, new Bytes(30L << 30), 1, null, null, null, null, null));
        launch("i", "t3.micro", 0);
        Map<String, BigDecimal> kinds = bill.until(73 * Time.HOUR).byKind();
        assertThat(rounded(kinds.get("ebs"), 8)).isEqualByComparingTo("0.24");
        assertThat(rounded(kinds.get("publicIpv4"), 8)).isEqualByComparingTo("0.365");
    }

    /**
     * An instance with 2 vCPUs and 8 GiB registered weighs 9 x 2 + 8 = 26. A task of 1 vCPU and 2 GiB weighs 11 of it,
     * and is there half of the time: 11/52 of 0.096 USD for an hour; the rest is nobody's.
     */
    @Test
    void anInstanceIsSplitByWhatTasksReserve() {
        launch("i", "m5.large", 0);
        bill.add(0, new Entry.InstanceRegistered("i", "m5.large", "us-east-1a", 2048, 8192));
        bill.add(0, new Entry.TaskPlaced("t", "web", "service:web", "d", "web:1", "i", "us-east-1a", 1024, 2048));
        bill.add(Time.HOUR / 2, new Entry.TaskStatusChanged("t", "web", TaskLastStatus.STOPPED));
        Bill hour = bill.until(Time.HOUR);
        assertThat(rounded(hour.byService().get("web"), 6)).isEqualByComparingTo("0.020308");
        assertThat(hour.idle().add(hour.byService().get("web"))).isEqualByComparingTo("0.096");
    }

    @Test
    void whatEverybodyPaysIsTheTotal() {
        launch("i", "m5.large", 0);
        launch("j", "c5.large", 0);
        bill.add(0, new Entry.InstanceRegistered("i", "m5.large", "us-east-1a", 2048, 7782));
        bill.add(0, new Entry.InstanceRegistered("j", "c5.large", "us-east-1a", 2048, 3891));
        for (int i = 0; i < 6; i++) {
            String instance = i % 2 == 0 ? "i" : "j";
            bill.add(
                    i * Time.MINUTE,
                    new Entry.TaskPlaced(
                            "t" + i, i < 3 ? "a" : null, "g", null, "x:1", instance, "us-east-1a", 256, 512));
        }
        Bill all = bill.until(Time.HOUR);
        BigDecimal paid = Bill.sum(all.byService().values()).add(all.idle());
        assertThat(paid).isEqualByComparingTo(all.total());
        assertThat(all.byService()).containsOnlyKeys("a", Bill.STANDALONE);
        assertThat(List.copyOf(all.byKind().values())).containsExactly(all.total());
    }

    /** m5.large costs 0.096 USD an hour on demand, and a Spot Instance of it 66 % less. */
    @Test
    @Tag("SC-706")
    void aSpotInstanceIsPaidLessTheSaving_orAtThePriceThatTheUserKnows() {
        launchSpot();
        Bill spot = bill.until(Time.HOUR);
        assertThat(spot.byKind()).containsOnlyKeys("ec2Spot");
        assertThat(spot.total()).isEqualByComparingTo("0.03264");
        bill = bill(new Pricing(null, null, null, 0.5, null, null, null, null, null, null, null, null));
        launchSpot();
        assertThat(bill.until(Time.HOUR).total()).isEqualByComparingTo("0.048");
        bill = bill(new Pricing(
                null, Map.of("m5.large:spot", 0.03), 0.7, 0.5, null, null, null, null, null, null, null, null));
        launchSpot();
        assertThat(bill.until(Time.HOUR).total()).isEqualByComparingTo("0.03");
    }

    /**
     * A t3.micro at 100 % for a day: 24 h x 0.0104 = 0.2496 USD. It uses 2,880 CPU credits and earns 288; of 2,592 that are
     * missing 288 may be owed until its end, and then all is charged: 43.2 vCPU-hours x 0.05 = 2.16 USD. A t4g.micro: 24 h x
     * 0.0084 = 0.2016, and 43.2 x 0.04 = 1.728 USD.
     */
    @ParameterizedTest
    @Tag("CW-39")
    @Tag("SC-607")
    @CsvSource({"t3.micro, 2.4096", "t4g.micro, 1.9296"})
    void anUnlimitedInstanceAboveItsBaselinePaysItsSurplus(String type, BigDecimal usd) {
        launch("i", type, 0);
        bill.surplus(DAY / 2, "i", 1_000, 288);
        bill.surplus(DAY, "i", 1_304, 288);
        assertThat(bill.until(DAY).total()).isEqualByComparingTo(usd);
        bill.surplus(DAY, "i", 288, 0);
        terminate("i", DAY);
        assertThat(bill.until(DAY).total()).isEqualByComparingTo(usd);
    }

    /**
     * A mixed group for ten hours: two c5.large on demand at 0.085; of what is above, one m5.large on demand at 0.096 and three on
     * Spot, two c5.large at 0.03485 (59 % less) and an m5.large at 0.03264 (66 % less), which is taken back after 2 h 30 min
     * 0.5 s. 1.7 + 0.96 + 0.697 + 9,001 s x 0.03264 / 3,600 = 0.08160907.
     */
    @Test
    @Tag("SC-448")
    @Tag("SC-706")
    void aMixedGroupIsPaidByTypeAndMarket() {
        launch("a", "c5.large", 0);
        launch("b", "c5.large", 0);
        launch("c", "m5.large", 0);
        for (String id : List.of("d", "e", "f")) {
            String type = id.equals("f") ? "m5.large" : "c5.large";
            bill.add(0, new Entry.InstanceLaunched(id, type, "us-east-1a", "g", "spot", "test"));
        }
        terminate("f", 9_000 * Time.SECOND + Time.SECOND / 2);
        Bill ten = bill.until(10 * Time.HOUR);
        assertThat(rounded(ten.total(), 8)).isEqualByComparingTo("3.43860907");
        assertThat(ten.byKind().get("ec2")).isEqualByComparingTo("2.66");
        assertThat(ten.lines()).hasSize(4);
    }

    private void launchSpot() {
        bill.add(0, new Entry.InstanceLaunched("i", "m5.large", "us-east-1a", "g", "spot", "test"));
    }
}
