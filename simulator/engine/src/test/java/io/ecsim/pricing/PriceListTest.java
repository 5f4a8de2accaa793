// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTest {
    private static PriceList of(String region) {
        return new PriceList(Pricing.DEFAULT, region);
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
    void pricesAreThoseOfTheList(String type, String usdPerHour) {
        assertThat(of("us-east-1").instance(type).usd()).isEqualByComparingTo(usdPerHour);
    }

    @ParameterizedTest(name = "{0}: {1} USD in eu-west-1")
    @Tag("SC-703")
    @CsvSource({
        "t3.micro, 0.0114",
        "m5.xlarge, 0.214",
        "g4dn.xlarge, 0.587",
        "t3.large, 0.0912",
        "t3.xlarge, 0.1824",
        "t2.micro, 0.0126",
        "t3.medium, 0.0456",
        "m5.large, 0.107"
    })
    void aRegionHasPricesOfItsOwn(String type, String usdPerHour) {
        assertThat(of("eu-west-1").instance(type).usd()).isEqualByComparingTo(usdPerHour);
    }

    @Test
    void aTypeThatARegionDoesNotHaveHasNoPrice() {
        assertThat(of("us-west-1").instance("a1.2xlarge")).isNull();
        assertThat(of("us-east-1").instance("a1.huge")).isNull();
    }

    @Test
    void whatTheUserSaysGoesFirst() {
        Pricing mine = new Pricing(
                "eu-west-1",
                Map.of("m5.large", 0.05, "lcu", 0.01),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        PriceList prices = new PriceList(mine, "us-east-1");
        assertThat(prices.instance("m5.large").usd()).isEqualByComparingTo("0.05");
        assertThat(prices.of(PriceList.LCU).usd()).isEqualByComparingTo("0.01");
        assertThat(prices.of(PriceList.APPLICATION_LOAD_BALANCER).usd()).isEqualByComparingTo("0.0252");
        assertThat(prices.of(PriceList.PUBLIC_IPV4).source()).contains("taken from us-east-1");
    }
}
