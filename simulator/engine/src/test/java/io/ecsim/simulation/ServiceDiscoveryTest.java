// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static io.ecsim.simulation.Containers.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.ServiceRegistry;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Health;
import io.ecsim.workload.Software;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks that are found through Cloud Map. */
class ServiceDiscoveryTest {
    private static final String ARN = "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-web";

    private static Scenarios found(Containers container) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 2);
        scenario.taskDefinitions.add(new TaskDefinition(
                "web", List.of(container.build()), NetworkMode.awsvpc, null, null, null, null, null));
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                new NetworkConfiguration(new AwsVpcConfiguration(List.of("subnet-a"), List.of(), null)),
                null,
                null,
                null,
                null,
                null,
                List.of(new ServiceRegistry(ARN, null, null, null))));
        return scenario.until(Duration.ofMinutes(10));
    }

    private static UpdateServiceRequest registries(List<ServiceRegistry> registries) {
        return new UpdateServiceRequest(
                "web", null, null, null, null, null, null, null, null, null, null, null, registries);
    }

    private static List<String> states(Recorder run) {
        return run.all(Entry.DiscoveryInstanceChanged.class).stream()
                .map(change -> change.registry() + " " + change.state())
                .toList();
    }

    private static String task(Recorder run) {
        return run.all(Entry.TaskPlaced.class).get(0).task();
    }

    @Test
    @Tag("SV-42")
    @Tag("TL-4")
    void aTaskIsRegisteredWhileActivating_andGoneBeforeItsContainersAreStopped() {
        Recorder run = Recorder.of(found(container("app")).at(300, Scenarios.scaleTo(0)));
        assertThat(states(run)).containsExactly("srv-web HEALTHY", "srv-web DEREGISTERED");
        assertThat(run.times(Entry.DiscoveryInstanceChanged.class))
                .containsExactly(run.reached(task(run), "web", TaskLastStatus.ACTIVATING), 300.0);
        assertThat(run.reached(task(run), "web", TaskLastStatus.DEACTIVATING)).isEqualTo(300);
        assertThat(run.reached(task(run), "web", TaskLastStatus.STOPPING)).isEqualTo(300);
    }

    @Test
    @Tag("SV-42")
    void healthChecksOfContainersDecideWhetherATaskIsFound() {
        Scenarios scenario = found(container("app").checked(10, 5, 3, 0))
                .inside("app", new Software(null, null, Health.HEALTHY, null, null));
        Recorder run = Recorder.of(scenario);
        assertThat(states(run)).containsExactly("srv-web UNHEALTHY", "srv-web HEALTHY");
        assertThat(run.times(Entry.DiscoveryInstanceChanged.class))
                .element(1)
                .isEqualTo(run.times(Entry.ContainerHealthChanged.class).get(0));
        assertThat(Simulation.run(scenario.build()).services().get("web").discovery())
                .isEqualTo(new RunResult.DiscoveryResult(1, 1, 1));
    }

    @Test
    @Tag("SV-42")
    @Tag("SV-35")
    void anotherRegistryIsAnotherDeployment() {
        Recorder run =
                Recorder.of(found(container("app")).at(300, new ServiceActions.UpdateService(registries(List.of()))));
        assertThat(run.all(Entry.DeploymentStarted.class))
                .extracting(Entry.DeploymentStarted::why)
                .containsExactly("service created", "new serviceRegistries");
        assertThat(states(run)).containsExactly("srv-web HEALTHY", "srv-web DEREGISTERED");
    }
}
