// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import static io.ecsim.scaling.Rehearsal.cpu;
import static io.ecsim.scaling.Rehearsal.policy;
import static io.ecsim.scaling.Rehearsal.requests;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.MetricType;
import io.ecsim.aws.ScalingPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** CPU with target 50, requests with target 100. */
class SeveralPoliciesTest {

    @Tag("SC-322")
    @Tag("CW-15")
    @Test
    void theLargestWishWinsOnTheWayOut() {
        var web = Rehearsal.of(1, 20, cpu(50), requests(100)).desired(8).minutes(3, 75, 105);
        assertThat(web.desired()).isEqualTo(12);
        assertThat(web.last().decision().policy()).isEqualTo("cpu");
    }

    @Tag("SC-322")
    @Test
    void onePolicyIsEnoughToScaleOut() {
        assertThat(Rehearsal.of(1, 20, cpu(50), requests(100))
                        .desired(8)
                        .minutes(3, 10, 150)
                        .desired())
                .isEqualTo(12);
    }

    @Tag("SC-322")
    @Tag("CW-15")
    @Test
    void scaleInNeedsAllPolicies() {
        var web = Rehearsal.of(1, 20, cpu(50), requests(100)).desired(12).minutes(20, 29, 95);
        assertThat(web.desired()).isEqualTo(12);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.PoliciesDisagree);
    }

    @Tag("SC-322")
    @Tag("CW-15")
    @Test
    void theLargestWishWinsOnTheWayInToo() {
        assertThat(Rehearsal.of(1, 20, cpu(50), requests(100))
                        .desired(12)
                        .minutes(15, 29, 75)
                        .desired())
                .isEqualTo(9);
    }

    @Tag("SC-322")
    @Test
    void aPolicyWithoutDataHoldsUpScaleIn() {
        var web = Rehearsal.of(1, 20, cpu(50), requests(100)).desired(12).minutes(40, 29, Double.NaN);
        assertThat(web.desired()).isEqualTo(12);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.PoliciesDisagree);
    }

    @Tag("SC-322")
    @Test
    void aPolicyWhoseWishRoundsUpToWhatIsThereHoldsUpScaleIn() {
        var web = Rehearsal.of(1, 20, cpu(50), requests(100)).desired(4).minutes(20, 10, 89);
        assertThat(web.desired()).isEqualTo(4);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.AlreadyAtDesiredCapacity);
    }

    @Tag("SC-323")
    @Tag("CW-48")
    @Test
    void aPolicyThatMayNotScaleInHasNoSayInIt() {
        var web = Rehearsal.of(1, 20, cpu(50), requestsOutOnly()).desired(12).minutes(15, 29, 99);
        assertThat(web.desired()).isEqualTo(7);
    }

    @Tag("SC-322")
    @Test
    void aPolicyThatWantsOutStopsScaleInEvenAtTheMaximum() {
        var web = Rehearsal.of(1, 12, cpu(50), requestsOutOnly()).desired(12).minutes(20, 29, 130);
        assertThat(web.desired()).isEqualTo(12);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.AlreadyAtMaxCapacity);
    }

    private static ScalingPolicy requestsOutOnly() {
        return policy("requests", MetricType.ALBRequestCountPerTarget, 100, null, null, true);
    }
}
