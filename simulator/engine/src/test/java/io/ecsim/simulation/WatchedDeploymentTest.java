// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentAlarms;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentEarlySuccessCriteria;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.ServiceRevisionCleanup;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Health;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments that look at alarms, and deployments that are over early. */
class WatchedDeploymentTest {
    private static final DeploymentAlarms UNHEALTHY = new DeploymentAlarms(List.of("unhealthy"), true, true);

    private static DeploymentConfiguration watching(DeploymentAlarms alarms, Integer bakeTimeInMinutes) {
        return new DeploymentConfiguration(100, 200, null, alarms, null, bakeTimeInMinutes, null, null, null, null);
    }

    /** Two tasks behind a load balancer; the alarm is raised by a minute with an unhealthy target. */
    private static Scenarios watched(DeploymentConfiguration configuration) {
        Scenarios scenario = Scenarios.ofWeb()
                .behindLoadBalancer(2, 100, 200, 0, 0)
                .deploying(configuration)
                .until(Duration.ofHours(2));
        scenario.alarms.add(new MetricAlarm(
                "unhealthy",
                "AWS/ApplicationELB",
                "UnHealthyHostCount",
                List.of(new MetricDimension("LoadBalancer", "web"), new MetricDimension("TargetGroup", "web")),
                "Maximum",
                null,
                null,
                60,
                2,
                1,
                0.0,
                "GreaterThanThreshold",
                "notBreaching",
                null,
                null,
                null,
                null,
                null,
                null));
        return scenario;
    }

    private static List<String> states(Recorder run) {
        return run.all(Entry.DeploymentStateChanged.class).stream()
                .map(change -> change.deployment() + " " + change.state())
                .toList();
    }

    /** Unhealthy from 338 on, so the minute to 360 has such targets; it is seen 60 s later, at the evaluation of 450. */
    @Test
    @Tag("CB-9")
    @Tag("CB-7")
    void anAlarmDuringADeploymentFailsItAndRollsItBack() {
        Recorder run = Recorder.of(watched(watching(UNHEALTHY, null))
                .answering("web:2", new Health.Never())
                .at(300, Scenarios.deploy("web:2")));
        assertThat(states(run)).containsExactly("ecs-svc/1 COMPLETED", "ecs-svc/2 FAILED", "ecs-svc/1 COMPLETED");
        assertThat(run.times(Entry.AlarmStateChanged.class)).contains(450.0);
        assertThat(run.times(Entry.DeploymentStateChanged.class).get(1)).isEqualTo(450.0);
        assertThat(run.all(Entry.DeploymentStateChanged.class).get(1).why()).isEqualTo("alarm unhealthy is in ALARM.");
    }

    /** The old revision fails its checks already: the alarm says nothing of the new one. */
    @Test
    @Tag("CB-9")
    void anAlarmThatIsInAlarmAtTheStartIsIgnoredForTheWholeDeployment() {
        Recorder run = Recorder.of(watched(watching(UNHEALTHY, null))
                .answering("web:1", new Health.Never())
                .at(300, Scenarios.deploy("web:2")));
        assertThat(states(run)).containsExactly("ecs-svc/1 FAILED", "ecs-svc/2 COMPLETED");
    }

    /**
     * One of the two new tasks pulls its image and is healthy 13 s after the start: the tick 20 s after it stops the old
     * ones, the next one would complete. The default is 2 periods of a minute.
     */
    @ParameterizedTest(name = "bake time {0} min: COMPLETED after {1} s")
    @Tag("CB-10")
    @CsvSource({", 150", "0, 30", "30, 1830"})
    void aDeploymentThatWatchesAlarmsBakesBeforeItIsCompleted(Integer minutes, double seconds) {
        Recorder run = Recorder.of(watched(watching(UNHEALTHY, minutes)).at(3600, Scenarios.deploy("web:2")));
        assertThat(run.times(Entry.DeploymentStateChanged.class).get(1)).isEqualTo(3600 + seconds);
    }

    /** Its tasks are healthy at 3630; without the limit the alarm would make it bake for two minutes. */
    @Test
    @Tag("CB-10")
    void theBakeTimeThatFollowsFromAlarmsHasALimit() {
        Scenarios scenario = watched(watching(UNHEALTHY, null)).at(3600, Scenarios.deploy("web:2"));
        scenario.world = Worlds.with("longestBakeTime", Duration.ofSeconds(20));
        assertThat(Recorder.of(scenario)
                        .times(Entry.DeploymentStateChanged.class)
                        .get(1))
                .isEqualTo(3600 + 50);
    }

    /** web:1 bakes until 3620; checks of web:2 fail from 900 s after its tasks' start on. */
    @Test
    @Tag("CB-9")
    @Tag("CB-10")
    void anAlarmDuringTheBakeTimeFailsTheDeployment() {
        Recorder run = Recorder.of(watched(watching(UNHEALTHY, 60))
                .answering("web:2", new Health.FailAfter(Duration.ofSeconds(900)))
                .at(4000, Scenarios.deploy("web:2")));
        assertThat(states(run)).containsExactly("ecs-svc/1 COMPLETED", "ecs-svc/2 FAILED", "ecs-svc/1 COMPLETED");
    }

    private static DeploymentConfiguration early(int percent, ServiceRevisionCleanup cleanup) {
        return new DeploymentConfiguration(
                50,
                200,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new DeploymentEarlySuccessCriteria(true, percent, cleanup));
    }

    /**
     * Ten tasks at 50/200 with room for 12: 300 stops 5 and starts 7 (healthy from 343 on), 350 stops the other 5 and
     * starts 3 (healthy at 393).
     */
    @ParameterizedTest(name = "{0} %, {1}: COMPLETED at {2}")
    @Tag("SV-41")
    @CsvSource({"70, DEFERRED, 350", "70, BLOCKING, 360", "100, DEFERRED, 400", "100, BLOCKING, 400"})
    void anEarlySuccessNeedsAShareOfTheTasks(int percent, ServiceRevisionCleanup cleanup, double completedAt) {
        Scenarios scenario = Scenarios.ofWeb()
                .withoutInstances()
                .onInstances("m6i.large", null, 1)
                .service(10, 50, 200)
                .deploying(early(percent, cleanup));
        for (int revision = 0; revision < 2; revision++) {
            scenario.taskDefinitions.set(revision, Scenarios.web(170, 256));
        }
        Recorder run = Recorder.of(scenario.at(300, Scenarios.deploy("web:2")));
        assertThat(run.passes()).containsExactly("0 stop 0 start 10", "300 stop 5 start 7", "350 stop 5 start 3");
        assertThat(run.times(Entry.DeploymentStateChanged.class).get(1)).isEqualTo(completedAt);
    }

    /** Tasks needed of so many (SV-41): rounded up, at least 1. */
    @ParameterizedTest(name = "{1} % of {0} tasks are {2}")
    @Tag("SV-41")
    @CsvSource({"2, 50, 1", "3, 50, 2", "10, 80, 8", "100, 90, 90", "10, 100, 10"})
    void theShareIsRoundedUp(int desired, int percent, int needed) {
        assertThat(Math.max(1, io.ecsim.service.ServiceFacts.minimumHealthy(desired, percent)))
                .isEqualTo(needed);
    }
}
