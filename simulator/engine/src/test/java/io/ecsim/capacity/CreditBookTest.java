// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.CpuCredits;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of CPU credits, most of which are the EC2 User Guide's, and the laws behind them. */
class CreditBookTest {
    private static final Offset<Double> ROUNDING = within(1e-9);

    private static CreditBook book(String type, CpuCredits mode) {
        CreditBook book = new CreditBook(InstanceTypes.get(type), mode);
        if (book.hasLaunchCredits()) {
            book.addLaunchCredits();
        }
        return book;
    }

    /** Hours at a utilization of all vCPUs, in steps of five minutes. */
    private static void pass(CreditBook book, String type, double hours, double percent) {
        double creditsPerHour = InstanceTypes.get(type).vcpu() * percent / 100 * 60;
        for (int i = 0; i < Math.round(hours * 12); i++) {
            book.pass(300, creditsPerHour / 12);
        }
    }

    @Test
    @Tag("CW-36")
    @Tag("SC-604")
    void launchCreditsLieOnTopOfADayOfEarnings() {
        CreditBook micro = book("t2.micro", CpuCredits.standard);
        assertThat(micro.balance()).isEqualTo(30);
        assertThat(micro.secondsUntilEmpty(1)).isCloseTo(33 * 60 + 20, ROUNDING);
        pass(micro, "t2.micro", 24, 0);
        assertThat(micro.balance()).isCloseTo(174, ROUNDING);
        assertThat(micro.secondsUntilEmpty(1)).isCloseTo(190 * 60, ROUNDING);
        pass(micro, "t2.micro", 0.5, 100);
        assertThat(micro.balance()).isCloseTo(144, ROUNDING);
        assertThat(micro.secondsUntilEmpty(1)).isCloseTo(160 * 60, ROUNDING);
    }

    @Test
    @Tag("CW-37")
    @Tag("SC-601")
    void whatIsEarnedIsUsed() {
        CreditBook nano = book("t3.nano", CpuCredits.standard);
        pass(nano, "t3.nano", 24, 0);
        assertThat(nano.balance()).isCloseTo(144, ROUNDING);
        pass(nano, "t3.nano", 24, 7);
        assertThat(nano.balance()).isCloseTo(86.4, ROUNDING);
        pass(nano, "t3.nano", 12, 2.5);
        assertThat(nano.balance()).isCloseTo(122.4, ROUNDING);
        assertThat(nano.secondsUntilEmpty(1.2) / 60).isCloseTo(111.27, within(0.005));
    }

    @Test
    @Tag("CW-38")
    @Tag("SC-606")
    void whatIsMissingIsSurplus_andChargedBeyondADayOfEarnings() {
        CreditBook nano = book("t3.nano", CpuCredits.unlimited);
        pass(nano, "t3.nano", 24, 0);
        pass(nano, "t3.nano", 24, 7);
        pass(nano, "t3.nano", 12, 2.5);
        assertThat(nano.balance()).isCloseTo(122.4, ROUNDING);
        pass(nano, "t3.nano", 5, 100);
        assertThat(nano.balance()).isZero();
        assertThat(nano.surplus()).isCloseTo(144, ROUNDING);
        assertThat(nano.takeCharged()).isCloseTo(303.6, ROUNDING);
        // earnings pay the rest back: 144 credits take a day
        pass(nano, "t3.nano", 24, 0);
        assertThat(nano.surplus()).isCloseTo(0, ROUNDING);
        assertThat(nano.takeCharged()).isZero();
    }

    @Test
    @Tag("CW-39")
    @Tag("SC-607")
    void atTheEndTheSurplusIsCharged() {
        CreditBook micro = book("t3.micro", CpuCredits.unlimited);
        pass(micro, "t3.micro", 24, 100);
        assertThat(micro.takeUsed()).isCloseTo(2_880, ROUNDING);
        assertThat(micro.takeCharged()).isCloseTo(2_304, ROUNDING);
        micro.halt();
        assertThat(micro.takeCharged()).isCloseTo(288, ROUNDING);
    }

    @Test
    @Tag("CW-40")
    @Tag("SC-604")
    void launchCreditsAreUsedFirst_andWhatIsEarnedMeanwhileIsLostAtTheLimit() {
        CreditBook nano = book("t2.nano", CpuCredits.standard);
        pass(nano, "t2.nano", 24, 0);
        assertThat(nano.balance()).isCloseTo(102, ROUNDING);
        pass(nano, "t2.nano", 25, 2);
        assertThat(nano.balance()).isCloseTo(72, ROUNDING);
        pass(nano, "t2.nano", 11, 2);
        assertThat(nano.balance()).isCloseTo(72, ROUNDING);
        pass(nano, "t2.nano", 3, 20);
        assertThat(nano.balance()).isCloseTo(45, ROUNDING);
    }

    /** The table of SC-602. */
    @ParameterizedTest
    @Tag("SC-602")
    @CsvSource({
        "t2.nano, 1, 3, 72, 0.05",
        "t2.micro, 1, 6, 144, 0.1",
        "t2.small, 1, 12, 288, 0.2",
        "t2.medium, 2, 24, 576, 0.4",
        "t2.large, 2, 36, 864, 0.6",
        "t2.xlarge, 4, 54, 1296, 0.9",
        "t2.2xlarge, 8, 81.6, 1958.4, 1.36",
        "t3.nano, 2, 6, 144, 0.1",
        "t3a.micro, 2, 12, 288, 0.2",
        "t4g.small, 2, 24, 576, 0.4",
        "t3.medium, 2, 24, 576, 0.4",
        "t3.large, 2, 36, 864, 0.6",
        "t3a.xlarge, 4, 96, 2304, 1.6",
        "t4g.2xlarge, 8, 192, 4608, 3.2"
    })
    void typesEarn_andKeepADay(String name, int vcpus, double perHour, double limit, double baseline) {
        InstanceType type = InstanceTypes.get(name);
        assertThat(type.vcpu()).isEqualTo(vcpus);
        assertThat(type.creditsPerHour()).isEqualTo(perHour);
        assertThat(type.baselineVcpus()).isCloseTo(baseline, ROUNDING);
        CreditBook book = new CreditBook(type, CpuCredits.unlimited);
        pass(book, name, 1, 0);
        assertThat(book.balance()).isCloseTo(perHour, ROUNDING);
        pass(book, name, 48, 0);
        assertThat(book.balance()).isCloseTo(limit, ROUNDING);
    }

    @Test
    @Tag("SC-603")
    void onlyT2IsStandardByDefault() {
        assertThat(credits("t2.micro", null)).isEqualTo(CpuCredits.standard);
        assertThat(credits("t3.micro", null)).isEqualTo(CpuCredits.unlimited);
        assertThat(credits("t3a.micro", null)).isEqualTo(CpuCredits.unlimited);
        assertThat(credits("t4g.micro", null)).isEqualTo(CpuCredits.unlimited);
        assertThat(credits("t3.micro", CpuCredits.standard)).isEqualTo(CpuCredits.standard);
        assertThat(credits("m6i.large", CpuCredits.standard)).isNull();
    }

    private static CpuCredits credits(String type, CpuCredits said) {
        InstanceType instanceType = InstanceTypes.get(type);
        return new Launch(instanceType, "a", null, null, OSFamily.LINUX, EcsConfig.NONE, Map.of(), said, false)
                .cpuCredits();
    }

    @Test
    @Tag("SC-604")
    void onlyT2InStandardModeStartsWithCredits() {
        assertThat(book("t2.medium", CpuCredits.standard).balance()).isEqualTo(60);
        assertThat(book("t2.medium", CpuCredits.unlimited).balance()).isZero();
        assertThat(book("t3.medium", CpuCredits.standard).balance()).isZero();
    }

    @Test
    @Tag("SC-607")
    void onlyT2LosesItsCreditsWhenItStops() {
        for (String type : new String[] {"t2.small", "t3.small"}) {
            CreditBook book = book(type, CpuCredits.standard);
            pass(book, type, 10, 0);
            double before = book.balance();
            book.halt();
            assertThat(book.balance()).isEqualTo(type.startsWith("t2") ? 0 : before);
        }
    }

    /** What is foreseen is what comes: in however many steps. */
    @Test
    void theBalanceIsGoneWhenItWasSaidToBe() {
        for (String type : new String[] {"t2.nano", "t2.large", "t3.xlarge"}) {
            for (double idle : new double[] {0, 1, 30}) {
                CreditBook book = book(type, CpuCredits.standard);
                pass(book, type, idle, 0);
                double vcpus = InstanceTypes.get(type).vcpu() * 0.8;
                double seconds = book.secondsUntilEmpty(vcpus);
                for (int i = 0; i < 7; i++) {
                    assertThat(book.isEmpty()).isEqualTo(seconds == 0);
                    book.pass(seconds / 7, vcpus * seconds / 7 / 60);
                }
                assertThat(book.isEmpty()).isTrue();
                assertThat(book.secondsUntilEmpty(InstanceTypes.get(type).baselineVcpus()))
                        .isInfinite();
            }
        }
    }
}
