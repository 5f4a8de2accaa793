// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import static io.ecsim.scaling.Rehearsal.cpu;
import static io.ecsim.scaling.Rehearsal.document;
import static io.ecsim.scaling.Rehearsal.policy;
import static io.ecsim.scaling.Rehearsal.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.AlarmState;
import io.ecsim.metrics.ComparisonOperator;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricStat;
import io.ecsim.metrics.Statistic;
import io.ecsim.metrics.TreatMissingData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One policy and its amounts. */
class TargetTrackingTest {
    private static final double GAP = Double.NaN;

    @Tag("SC-310")
    @Tag("SC-314")
    @Tag("CW-9")
    @Test
    void threeMinutesAboveTheTargetScaleOutInProportion() {
        var web = Rehearsal.of(1, 20, cpu(50)).desired(4).minutes(2, 90);
        assertThat(web.desired()).isEqualTo(4);
        assertThat(web.minute(90).desired()).isEqualTo(8);
    }

    @Tag("SC-314")
    @Tag("CW-10")
    @Test
    void partsOfATaskCountAsAWholeOneOnTheWayOut() {
        assertThat(Rehearsal.of(1, 20, cpu(50)).desired(10).minutes(3, 57.5).desired())
                .isEqualTo(12);
    }

    @Tag("SC-310")
    @Tag("SC-311")
    @Tag("CW-11")
    @ParameterizedTest
    @ValueSource(doubles = {46, 45, 50, 49.999})
    void betweenNineTenthsOfTheTargetAndTheTargetNothingMoves(double value) {
        var web = Rehearsal.of(1, 20, cpu(50)).desired(10).minutes(30, value);
        assertThat(web.desired()).isEqualTo(10);
        assertThat(web.last().obstacle()).isNull();
    }

    @Tag("SC-310")
    @Tag("SC-315")
    @Tag("CW-12")
    @Test
    void fifteenMinutesBelowScaleInAndPartsOfATaskStay() {
        var web = Rehearsal.of(1, 20, cpu(50)).desired(10).minutes(14, 42.5);
        assertThat(web.desired()).isEqualTo(10);
        assertThat(web.minute(42.5).desired()).isEqualTo(9);
    }

    @Tag("SC-315")
    @Tag("CW-13")
    @Test
    void scaleInGoesAsFarAsTheProportionSays() {
        assertThat(Rehearsal.of(2, 20, cpu(50)).desired(6).minutes(15, 30).desired())
                .isEqualTo(4);
    }

    @Tag("SC-315")
    @Test
    void aLimitOnOneScaleInIsKept() {
        var web = Rehearsal.with(new ScalingParameters(1, Time.MINUTE, 2), 2, 20, cpu(50))
                .desired(6)
                .minutes(15, 20);
        assertThat(web.desired()).isEqualTo(5);
        assertThat(web.last().decision().clamps()).containsExactly("raised to 5 by scaleInMaxStep");
    }

    @Tag("SC-314")
    @Tag("SC-315")
    @ParameterizedTest
    @CsvSource({"10, 50.0000001, 50, 11", "7, 60, 30, 14", "3, 0.4, 0.3, 4", "2, 2.1, 0.3, 14"})
    void exactMultiplesAreNotRoundedUpByTheLastBit(int tasks, double value, double target, int expected) {
        assertThat(Rehearsal.of(1, 99, cpu(target))
                        .desired(tasks)
                        .minutes(3, value)
                        .desired())
                .isEqualTo(expected);
    }

    @Tag("SC-303")
    @Tag("CW-14")
    @Test
    void runningTasksAreTheBaseSoThatUnplaceableOnesDoNotPileUp() {
        var web = Rehearsal.of(1, 20, cpu(60)).desired(8).running(3).minutes(3, 100);
        assertThat(web.desired()).isEqualTo(8);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.AlreadyAtDesiredCapacity);
        assertThat(web.last().notScaled().reason())
                .isEqualTo("AlreadyAtDesiredCapacity (8): wanted 5 (CPUUtilization 100 % / 60 % x 3 running)");
    }

    @Tag("SC-310")
    @ParameterizedTest
    @CsvSource({"70, 63", "80, 72", "60, 54", "6000, 5400", "1500, 1350"})
    void aPolicyOwnsAnAlarmAboveItsTargetAndOneBelowNineTenthsOfIt(double target, double low) {
        List<AlarmDefinition> alarms =
                Rehearsal.of(1, 20, cpu(target)).scaling().alarms();
        var metric = new MetricStat(
                Rehearsal.metrics().predefined(MetricType.ECSServiceAverageCPUUtilization, null), Statistic.Average);

        assertThat(alarms)
                .containsExactly(
                        new AlarmDefinition(
                                "TargetTracking-service/default/web-AlarmHigh-cpu",
                                metric,
                                Time.MINUTE,
                                3,
                                3,
                                5,
                                target,
                                ComparisonOperator.GreaterThanThreshold,
                                TreatMissingData.missing,
                                false),
                        new AlarmDefinition(
                                "TargetTracking-service/default/web-AlarmLow-cpu",
                                metric,
                                Time.MINUTE,
                                15,
                                15,
                                17,
                                low,
                                ComparisonOperator.LessThanThreshold,
                                TreatMissingData.missing,
                                false));
    }

    @Tag("SC-312")
    @Test
    void requestsPerTargetAreSummedAndUtilizationsAveraged() {
        var alarms = Rehearsal.of(1, 20, requests(1000), cpu(50)).scaling().alarms();
        assertThat(alarms.get(0).query().stats().get(0).statistic()).isEqualTo(Statistic.Sum);
        assertThat(alarms.get(0).query().name()).isEqualTo("RequestCountPerTarget");
        assertThat(alarms.get(2).query().stats().get(0).statistic()).isEqualTo(Statistic.Average);
        assertThat(alarms.get(2).query().name()).isEqualTo("CPUUtilization");
    }

    @Tag("SC-316")
    @Test
    void theNewestPointDecidesHowFar() {
        assertThat(Rehearsal.of(1, 20, cpu(50))
                        .desired(4)
                        .minutes(2, 100)
                        .minute(60)
                        .desired())
                .isEqualTo(5);
    }

    @Tag("SC-211")
    @Test
    void anAlarmThatStaysAsksAgainEveryMinute() {
        var web = Rehearsal.of(1, 20, cpu(50)).desired(4).running(4).minutes(3, 90);
        assertThat(web.desired()).isEqualTo(8);
        assertThat(web.minute(120).last().alarms()).isEmpty();
        assertThat(web.desired()).isEqualTo(10);
    }

    @Tag("SC-318")
    @Tag("SC-212")
    @Tag("CW-16")
    @Test
    void whenTheMetricStopsScaleInStopsWithItsLastPoint() {
        var web = Rehearsal.of(1, 20, policy("cpu", MetricType.ECSServiceAverageCPUUtilization, 50, 0, 0, false));
        web.desired(10).minutes(15, 40);
        assertThat(web.desired()).isEqualTo(8);
        // The last point is seen for as long as it is in the range of 17 minutes.
        web.desired(10).minute(GAP);
        assertThat(web.desired()).isEqualTo(8);
        web.desired(10).running(8).minutes(15, GAP).minute(GAP);
        assertThat(web.last().alarms()).extracting(change -> change.to()).containsExactly(AlarmState.INSUFFICIENT_DATA);
        assertThat(web.desired(10).minutes(30, GAP).desired()).isEqualTo(10);
        assertThat(web.last().obstacle()).isNull();
    }

    @Tag("SC-318")
    @Test
    void withoutAnyPointNothingMovesInEitherDirection() {
        var web = Rehearsal.of(1, 20, cpu(50)).desired(10).minutes(60, GAP);
        assertThat(web.desired()).isEqualTo(10);
        assertThat(web.last().obstacle()).isNull();
    }

    @Tag("SC-319")
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1"})
    void realZerosTakeTheServiceToItsMinimumEvenToNothing(int min, int expected) {
        assertThat(Rehearsal.of(min, 20, cpu(50)).desired(5).minutes(15, 0).desired())
                .isEqualTo(expected);
    }

    @Tag("SC-320")
    @Test
    void fromNothingOnePointAboveTheTargetStartsOneTaskAndTheProportionFollows() {
        var web = Rehearsal.of(0, 20, requests(100)).desired(0).minute(0);
        assertThat(web.desired()).isZero();
        assertThat(web.minute(700).desired()).isEqualTo(1);
        assertThat(web.last().decision().reason()).isEqualTo("wanted 1 (RequestCountPerTarget 700 with none running)");
        assertThat(web.minutes(2, 700).desired()).isEqualTo(7);
    }

    @Tag("SC-320")
    @Test
    void fromNothingTheMinimumIsStartedAtOnce() {
        assertThat(Rehearsal.of(3, 20, requests(100)).desired(0).minute(700).desired())
                .isEqualTo(3);
    }

    @Tag("SC-321")
    @Test
    void aMetricBelowItsTargetNeverAddsTasks() {
        assertThat(Rehearsal.of(1, 20, cpu(50))
                        .desired(2)
                        .running(10)
                        .minutes(40, 20)
                        .desired())
                .isEqualTo(2);
    }

    @Tag("SC-323")
    @Test
    void aPolicyThatMayNotScaleInHasNoAlarmForIt() {
        var web = Rehearsal.of(1, 20, policy("cpu", MetricType.ECSServiceAverageCPUUtilization, 50, 0, 0, true));
        assertThat(web.scaling().alarms()).hasSize(1);
        assertThat(web.desired(10).minutes(40, 5).desired()).isEqualTo(10);
    }

    @Tag("SC-330")
    @Test
    void aCustomizedMetricIsTrackedByItsOwnStatistic() {
        var metric = new CustomizedMetricSpecification(
                "Shop", "Backlog", List.of(new MetricDimension("QueueName", "jobs")), "Maximum", null);
        var web = Rehearsal.of(1, 20, document("backlog", tracking(100.0, null, metric)));

        assertThat(web.scaling().alarms().get(0).query())
                .isEqualTo(new MetricStat(new Metric("Shop", "Backlog", "QueueName=jobs", "Count"), Statistic.Maximum));
        assertThat(web.desired(2).minutes(3, 250).desired()).isEqualTo(5);
    }

    @Test
    void whatAwsWouldNotTakeOrIsNotSimulatedIsRefusedWithTheReason() {
        var cpu = new PredefinedMetricSpecification(MetricType.ECSServiceAverageCPUUtilization, null);
        var percentile = new CustomizedMetricSpecification("Shop", "Backlog", null, "p99", null);

        refused(document("x", null), "has no TargetValue");
        refused(document("x", tracking(null, cpu, null)), "has no TargetValue");
        refused(document("x", tracking(0.0, cpu, null)), "TargetValue above 0");
        refused(document("x", tracking(50.0, null, null)), "either a PredefinedMetricSpecification or");
        refused(document("x", tracking(50.0, cpu, percentile)), "either a PredefinedMetricSpecification or");
        refused(policy("x", MetricType.ALBRequestCountPerTarget, 50, -1, 0, false), "negative cooldown");
        refused(new ScalingPolicy("x", "service/default/web", null, null), "not simulated");
        refused(
                new ScalingPolicy("x", "service/default/web", PolicyType.PredictiveScaling, null),
                "no PredictiveScalingPolicyConfiguration");
    }

    @Tag("SC-304")
    @Test
    void aTargetTakesFiftyPoliciesAndNoMore() {
        var policies = IntStream.range(0, 51)
                .mapToObj(i -> policy("p" + i, MetricType.ECSServiceAverageCPUUtilization, 50, 0, 0, false))
                .toArray(ScalingPolicy[]::new);
        assertThat(Rehearsal.of(1, 2, Arrays.copyOf(policies, 50)).scaling().alarms())
                .hasSize(100);
        assertThatThrownBy(() -> Rehearsal.of(1, 2, policies)).hasMessageContaining("50 scaling policies, and no more");
    }

    @Test
    void theRegistryNamesEveryKindOnce() {
        assertThat(PolicyKinds.BUILT_IN).extracting(PolicyKinds.Kind::type).doesNotHaveDuplicates();
        assertThat(PolicyKinds.BUILT_IN)
                .allSatisfy(kind -> assertThat(kind.description()).isNotBlank());
    }

    private static void refused(ScalingPolicy policy, String message) {
        assertThatThrownBy(() -> Rehearsal.of(1, 2, policy))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(message);
    }

    private static TargetTrackingScalingPolicyConfiguration tracking(
            Double target, PredefinedMetricSpecification predefined, CustomizedMetricSpecification customized) {
        return new TargetTrackingScalingPolicyConfiguration(target, predefined, customized, null, null, null);
    }
}
