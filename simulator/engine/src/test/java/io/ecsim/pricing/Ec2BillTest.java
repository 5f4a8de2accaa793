// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.capacity.InstanceTypes;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts of the worked example CW-42: a t3.micro costs 0.0104 USD an hour. */
class Ec2BillTest {
    private final Ec2Bill bill =
            new Ec2Bill(type -> BigDecimal.valueOf(InstanceTypes.priceUsdPerHour(type, "us-east-1")));

    private void launch(String id, long at) {
        bill.add(at, new Entry.InstanceLaunched(id, "t3.micro", "us-east-1a", null, "test"));
    }

    private void terminate(String id, long at) {
        bill.add(at, new Entry.InstanceTerminated(id, "test"));
    }

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
        launch("i", 7 * Time.SECOND);
        terminate("i", 7 * Time.SECOND + millis * 1_000_000);
        assertThat(bill.total(Time.HOUR).setScale(8, RoundingMode.HALF_UP)).isEqualByComparingTo(usd);
    }

    @Test
    @Tag("SC-701")
    void whatStillRunsIsPaidUntilNow() {
        launch("i", 0);
        launch("j", 0);
        terminate("j", Time.HOUR);
        assertThat(bill.total(2 * Time.HOUR)).isEqualByComparingTo("0.0312");
    }

    /** 30 s, paid as 60, and an hour, of three; then none, as it ends while it is stopped. */
    @Test
    @Tag("SC-701")
    void whatIsStoppedIsNotPaid() {
        launch("i", 0);
        bill.add(30 * Time.SECOND, new Entry.InstanceStateChanged("i", "stopped", "test"));
        bill.add(Time.HOUR, new Entry.InstanceStateChanged("i", "running", "test"));
        bill.add(2 * Time.HOUR, new Entry.InstanceStateChanged("i", "stopped", "test"));
        terminate("i", 3 * Time.HOUR);
        assertThat(bill.total(4 * Time.HOUR).setScale(8, RoundingMode.HALF_UP)).isEqualByComparingTo("0.01057333");
    }

    @Test
    @Tag("SC-710")
    void moneyIsExactUntilItIsShown() {
        // 10,000 x 61 s x 0.0104 / 3600 has a period in decimals; sums of doubles would end in other digits.
        for (int i = 0; i < 10_000; i++) {
            launch("i" + i, 0);
            terminate("i" + i, 61 * Time.SECOND);
        }
        assertThat(bill.total(Time.HOUR).toPlainString()).isEqualTo("1.762222222222222222222222222222222");
    }

    @ParameterizedTest(name = "{0}: {1} USD")
    @Tag("SC-702")
    @CsvSource({
        "t2.nano, 0.0058",
        "t3.micro, 0.0104",
        "t3.2xlarge, 0.3328",
        "t3a.large, 0.0752",
        "t4g.medium, 0.0336",
        "m5.large, 0.096",
        "c5.xlarge, 0.17",
        "r5.large, 0.126",
        "m7g.large, 0.0816",
        "c7g.large, 0.0725",
        "m6i.large, 0.096"
    })
    void pricesAreThoseOfTheList(String type, double usdPerHour) {
        assertThat(InstanceTypes.priceUsdPerHour(type, "us-east-1")).isEqualTo(usdPerHour);
    }
}
