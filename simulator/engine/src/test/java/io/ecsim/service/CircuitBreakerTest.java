// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.ThresholdConfiguration;
import io.ecsim.aws.ThresholdType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many failures are too many, and what is counted; numbers of SW-10 and SW-11. */
class CircuitBreakerTest {

    @ParameterizedTest(name = "{0} tasks: {1} failures")
    @Tag("SW-10")
    @Tag("CB-1")
    @CsvSource({"1, 3", "2, 3", "6, 3", "7, 4", "10, 5", "25, 13", "399, 200", "400, 200", "401, 200", "800, 200"})
    void halfOfTheDesiredCountIsTooManyButAtLeastThreeAndAtMostTwoHundred(int desired, int expected) {
        assertThat(CircuitBreaker.threshold(new DeploymentCircuitBreaker(true, null, null, null), desired))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} of {2} tasks: {3} failures")
    @Tag("SW-10")
    @Tag("CB-2")
    @CsvSource({
        "COUNT, 1, 1, 1",
        "COUNT, 1, 500, 1",
        "BOUNDED_PERCENT, 20, 10, 3",
        "BOUNDED_PERCENT, 20, 25, 5",
        "UNBOUNDED_PERCENT, 20, 10, 2",
        "UNBOUNDED_PERCENT, 300, 100, 300",
        "BOUNDED_PERCENT, 300, 100, 200",
        "UNBOUNDED_PERCENT, 50, 2, 1",
        "UNBOUNDED_PERCENT, 1, 1, 1"
    })
    void aThresholdIsANumberOrAShareWithOrWithoutBounds(ThresholdType type, int value, int desired, int expected) {
        ThresholdConfiguration threshold = new ThresholdConfiguration(type, value);
        assertThat(CircuitBreaker.threshold(new DeploymentCircuitBreaker(true, null, null, threshold), desired))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "resetOnHealthyTask {0}: {1}")
    @Tag("SW-11")
    @Tag("CB-5")
    @CsvSource({"true, 1 2 0 1 2 3 4", "false, 1 2 2 3 4 5 6"})
    void aHealthyTaskSetsTheCountToZeroUnlessToldOtherwise(boolean resets, String expected) {
        CircuitBreaker breaker = new CircuitBreaker();
        List<String> counts = new ArrayList<>();
        for (char event : "uuhuuuu".toCharArray()) {
            if (event == 'u') {
                breaker.replaced();
            } else {
                breaker.healthy(resets);
            }
            counts.add(Integer.toString(breaker.failures()));
        }
        assertThat(String.join(" ", counts)).isEqualTo(expected);
        int threshold = CircuitBreaker.threshold(new DeploymentCircuitBreaker(true, null, resets, null), 10);
        assertThat(counts.indexOf(Integer.toString(threshold))).isEqualTo(resets ? -1 : 5);
    }
}
