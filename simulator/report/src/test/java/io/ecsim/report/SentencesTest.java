// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.Requests;
import io.ecsim.simulation.RunResult.StandaloneTasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final long ONE = 1_000_000;

    @Test
    void noRequest() {
        assertThat(Sentences.requests(Requests.NONE)).isEqualTo("No client sent a request.");
        assertThat(Sentences.latency(SyntheticRuns.NO_LATENCY))
                .isEqualTo("No request was served, so there are no response times.");
    }

    @Test
    void thereIsNoSentenceOnResponseTimesWhenNobodyCalled() {
        assertThat(Sentences.of(SyntheticRuns.oneTask())).hasSize(4);
        assertThat(Sentences.of(SyntheticDay.of("shop"))).hasSize(5);
    }

    @Test
    void oneRequest() {
        assertThat(Sentences.requests(new Requests(ONE, ONE, 0, 0, 0, 0)))
                .isEqualTo("Clients sent 1 request: it was served.");
        assertThat(Sentences.requests(new Requests(ONE, 0, 0, ONE, 0, 0)))
                .isEqualTo("Clients sent 1 request: none served, none failed and 1 rejected, an error share of 100%.");
    }

    @Test
    void manyRequests() {
        assertThat(Sentences.requests(new Requests(4_000 * ONE, 4_000 * ONE, 0, 0, 0, 0)))
                .isEqualTo("Clients sent 4,000 requests: all of them were served.");
        assertThat(Sentences.requests(new Requests(4_000 * ONE, 3_900 * ONE, 60 * ONE, 30 * ONE, 10 * ONE, 0)))
                .isEqualTo(
                        "Clients sent 4,000 requests: 3,900 served, 60 failed and 30 rejected, an error share of 2.3%; "
                                + "10 still in flight at the end.");
    }

    @Test
    void noDeploymentOneAndMany() {
        assertThat(deployments()).isEqualTo("Nothing was deployed after the start.");
        assertThat(deployments(deployment(DeploymentRolloutState.COMPLETED, 200, 100)))
                .isEqualTo("One deployment, web:2, completed in 3 min 20 s; "
                        + "at the lowest, healthy tasks were 100% of the desired count.");
        assertThat(deployments(deployment(DeploymentRolloutState.IN_PROGRESS, 30, 50)))
                .startsWith("One deployment, web:2, was still in progress after 30 s;");
        assertThat(deployments(deployment(DeploymentRolloutState.COMPLETED, 0, Double.POSITIVE_INFINITY)))
                .isEqualTo("One deployment, web:2, completed in 0 s; no task was desired meanwhile.");
        assertThat(deployments(
                        deployment(DeploymentRolloutState.COMPLETED, 200, 100),
                        deployment(DeploymentRolloutState.FAILED, 90, 75)))
                .isEqualTo("2 deployments were made, of which 1 completed, 1 failed; the longest took 3 min 20 s; "
                        + "at the lowest, healthy tasks were 75% of the desired count.");
    }

    @Test
    void tasksOfNoServiceOneAndMany() {
        assertThat(Sentences.tasks(SyntheticRuns.empty())).isEqualTo("No task ran, and there was no service.");
        assertThat(Sentences.tasks(SyntheticRuns.oneTask()))
                .isEqualTo("At most 1 task ran at once; the desired count of web was 1 at the start and at the end, "
                        + "and no scaling policy changed it.");
        assertThat(Sentences.tasks(SyntheticDay.of("shop", "mail")))
                .startsWith("At most 20 tasks ran at once; the desired count of all 2 services went from 8 to 10, "
                        + "and scaling policies changed it ");
    }

    @Test
    void tasksOfNoServiceAreToldByWhatBecameOfThem() {
        assertThat(Sentences.standaloneTasks(new StandaloneTasks(219, 201, 17, 141)))
                .isEqualTo(
                        "219 tasks of no service started, of which 201 succeeded and 17 failed; 141 others were never"
                                + " placed.");
        assertThat(Sentences.standaloneTasks(new StandaloneTasks(0, 0, 0, 2)))
                .isEqualTo("2 tasks of no service never got a place.");
        assertThat(Sentences.standaloneTasks(new StandaloneTasks(1, 1, 0, 0)))
                .isEqualTo("1 task of no service started, of which 1 succeeded and 0 failed.");
    }

    @Test
    void noInstanceOneAndMany() {
        assertThat(Sentences.cluster(SyntheticRuns.empty()))
                .isEqualTo("There was no container instance, and the run cost $0.");
        assertThat(Sentences.cluster(SyntheticRuns.oneTask()))
                .isEqualTo(
                        "At most 1 instance ran at once; on average tasks reserved 0% of the CPU and 0% of the memory, "
                                + "and the run cost $0.001.");
        assertThat(Sentences.cluster(SyntheticDay.of("shop")))
                .isEqualTo(
                        "At most 7 instances ran at once, 1 was terminated; on average tasks reserved 41.2% of the CPU "
                                + "and 29.6% of the memory, and the run cost $13.84, $0.00059 per thousand requests.");
    }

    private static DeploymentResult deployment(DeploymentRolloutState state, double seconds, double healthyPercentMin) {
        return new DeploymentResult(
                "ecs-svc/1", "web:2", state, null, 60 * Clock.SECOND, seconds, healthyPercentMin, 0, List.of(), 0);
    }

    /** Beside the one that comes with the service's creation, which is the last of the list. */
    private static String deployments(DeploymentResult... later) {
        List<DeploymentResult> all = new java.util.ArrayList<>(List.of(later));
        all.add(new DeploymentResult(
                "ecs-svc/0", "web:1", DeploymentRolloutState.COMPLETED, null, 0, 50, 0, 0, List.of(), 0));
        RunResult.ServiceResult web =
                new RunResult.ServiceResult(1, 1, 1, 0, 0, Requests.NONE, SyntheticRuns.NO_LATENCY, 0, all, List.of());
        return Sentences.deployments(SyntheticRuns.result(Map.of("web", web), 1, 1))
                .replace(Figures.SPACE, " ");
    }
}
