// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AdjustmentType;
import io.ecsim.aws.DeleteScalingPolicyRequest;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.aws.StepAdjustment;
import io.ecsim.aws.StepScalingPolicyConfiguration;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Application;
import io.ecsim.workload.Share;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four tasks without load, so that their alarm is OK; evaluations are at the half minutes. */
class SteppedServiceTest {
    private static final String ARN =
            "arn:aws:autoscaling:us-east-1:1:scalingPolicy:6d8972f3:resource/ecs/service/default/web:policyName/out";

    @Tag("SC-213")
    @Tag("SC-211")
    @Test
    void anAlarmSetByHandCallsItsPolicyAndIsOkAgainAtItsNextEvaluation() {
        Scenarios scenario = stepped();
        scenario.at(605, new ScalingActions.SetAlarmState(new SetAlarmStateRequest("high", "ALARM", null)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.ServiceScaled.class))
                .extracting(Entry.ServiceScaled::to)
                .containsExactly(6);
        assertThat(run.all(Entry.AlarmStateChanged.class))
                .extracting(Entry.AlarmStateChanged::to)
                .containsExactly("OK", "ALARM", "OK");
        assertThat(run.times(Entry.AlarmStateChanged.class)).contains(605.0, 630.0);
    }

    @Test
    void aPolicyThatIsDeletedIsCalledInVain() {
        Scenarios scenario = stepped();
        scenario.at(600, new ScalingActions.DeleteScalingPolicy(new DeleteScalingPolicyRequest("out", "web")));
        scenario.at(601, new ScalingActions.DeleteScalingPolicy(new DeleteScalingPolicyRequest("out", "web")));
        scenario.at(605, new ScalingActions.SetAlarmState(new SetAlarmStateRequest("high", "ALARM", null)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.ServiceScaled.class)).isEmpty();
        assertThat(run.outcomes().get(1)).startsWith("ObjectNotFoundException");
    }

    /** Tasks that are busy all the time: the first minute's point is seen 120 s after it, at second 210. */
    @Tag("SC-211")
    @Tag("CW-7")
    @Test
    void whileAnAlarmLastsItsTopicIsToldOnceAndItsPolicyCalledEveryMinute() {
        Scenarios scenario = stepped(0, List.of(ARN, "arn:aws:sns:us-east-1:123456789012:ops"))
                .until(Duration.ofSeconds(455));
        scenario.applications.put("web", new Application(null, null, null, null, new Share(0.25), null, null, null));
        Recorder run = Recorder.of(scenario);
        assertThat(run.times(Entry.AlarmStateChanged.class)).containsExactly(210.0);
        assertThat(run.times(Entry.Notified.class)).containsExactly(210.0);
        assertThat(run.times(Entry.ServiceScaled.class)).containsExactly(210.0, 270.0, 330.0, 390.0, 450.0);
    }

    private static Scenarios stepped() {
        return stepped(null, List.of(ARN));
    }

    private static Scenarios stepped(Integer cooldown, List<String> actions) {
        Scenarios scenario = Scenarios.ofWeb().service(4, 100, 200).until(Duration.ofMinutes(15));
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 1, 20));
        scenario.scalingPolicies.add(new ScalingPolicy(
                "out",
                "service/default/web",
                PolicyType.StepScaling,
                new StepScalingPolicyConfiguration(
                        AdjustmentType.ChangeInCapacity,
                        List.of(new StepAdjustment(null, 0.0, 2), new StepAdjustment(0.0, null, 2)),
                        null,
                        cooldown,
                        null),
                null));
        scenario.alarms.add(new MetricAlarm(
                "high",
                "AWS/ECS",
                "CPUUtilization",
                List.of(new MetricDimension("ClusterName", "default"), new MetricDimension("ServiceName", "web")),
                "Average",
                null,
                null,
                60,
                1,
                1,
                50.0,
                "GreaterThanThreshold",
                "missing",
                null,
                null,
                null,
                actions,
                null,
                null));
        return scenario;
    }
}
