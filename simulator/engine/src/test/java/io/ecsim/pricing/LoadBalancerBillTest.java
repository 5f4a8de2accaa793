// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.LoadBalancerType;
import io.ecsim.kernel.Time;
import io.ecsim.pricing.LoadBalancerBill.Balancer;
import io.ecsim.workload.Bytes;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoadBalancerBillTest {
    private static LoadBalancerBill bill(LoadBalancerType type, int rules, double perConnection, long bytes) {
        PriceList prices = new PriceList(Pricing.DEFAULT, "us-east-1");
        return new LoadBalancerBill(
                prices, List.of(new Balancer("lb", type, rules)), perConnection, new Bytes(bytes), 0);
    }

    /** Capacity units of the example: 100/25, 3000/3000, 2/1 and 1000 x 15 / 1000. */
    @Test
    @Tag("CW-43")
    void whatIsUsedMostIsPaid() {
        assertThat(LoadBalancerBill.lcu(100, 3_000, 2, 15_000)).isEqualTo(15);
        assertThat(LoadBalancerBill.lcu(100, 3_000, 2, 0)).isEqualTo(4);
        assertThat(LoadBalancerBill.lcu(0, 3_000, 2, 0)).isEqualTo(2);
    }

    /** The same hour: 0.0225 + 15 x 0.008 = 0.1425 USD. */
    @Test
    @Tag("CW-43")
    @Tag("SC-707")
    void anHourOfTheExampleCosts14Cents() {
        LoadBalancerBill bill = bill(LoadBalancerType.application, 25, 10, 2_000_000_000 / 3_600_000);
        bill.add(0, "lb", "web", 3_600_000, 0);
        assertThat(bill.until(Time.HOUR).total().setScale(8, RoundingMode.HALF_UP))
                .isEqualByComparingTo("0.1425");
    }

    /** 90 minutes without a request are 2 x 0.0225 USD, and nobody's. */
    @Test
    @Tag("SC-707")
    void everyStartedHourIsPaid() {
        Bill idle = bill(LoadBalancerType.application, 0, 1, 0).until(90 * Time.MINUTE);
        assertThat(idle.total()).isEqualByComparingTo("0.045");
        assertThat(idle.idle()).isEqualByComparingTo("0.045");
    }

    /** 1,600 flows a second are two units of a Network Load Balancer: 0.0225 + 2 x 0.006 USD. */
    @Test
    void aNetworkLoadBalancerHasUnitsOfItsOwn() {
        LoadBalancerBill bill = bill(LoadBalancerType.network, 0, 1, 0);
        bill.add(0, "lb", "web", 1_600 * 3_600, 0);
        assertThat(bill.until(Time.HOUR).total().setScale(8, RoundingMode.HALF_UP))
                .isEqualByComparingTo("0.0345");
    }

    @Test
    void servicesShareItByTheirRequests() {
        LoadBalancerBill bill = bill(LoadBalancerType.application, 0, 1, 0);
        bill.add(0, "lb", "web", 300, 0);
        bill.add(Time.MINUTE, "lb", "api", 100, 0);
        Bill hour = bill.until(Time.HOUR);
        double share = hour.byService().get("web").doubleValue() / hour.total().doubleValue();
        assertThat(share).isCloseTo(0.75, within(1e-12));
    }

    /** A million requests of 10 KB, 10 GB, of which two thirds leave their zone and arrive in another: 6.667 x 2 x 0.01 USD. */
    @Test
    @Tag("SC-711")
    void whatCrossesZonesIsPaidTwice() {
        LoadBalancerBill bill = new LoadBalancerBill(
                new PriceList(Pricing.DEFAULT, "us-east-1"),
                List.of(new LoadBalancerBill.Balancer("lb", LoadBalancerType.network, 0)),
                10,
                new Bytes(10_000),
                0);
        bill.add(0, "lb", "web", 1_000_000, 1_000_000 * 2.0 / 3);
        assertThat(bill.until(Time.HOUR).byKind().get("crossZoneData").setScale(6, RoundingMode.HALF_UP))
                .isEqualByComparingTo("0.133333");
    }
}
