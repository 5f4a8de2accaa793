// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.container;
import static io.ecsim.control.Definitions.fargate;
import static io.ecsim.control.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.Violation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CapacityProviderRulesTest {
    private static final TaskDefinition PLAIN = fargate(container("app"));

    private static CapacityProviderStrategyItem item(String provider, Integer weight, Integer base) {
        return new CapacityProviderStrategyItem(provider, weight, base);
    }

    private static CreateServiceRequest service(String platformVersion, CapacityProviderStrategyItem... strategy) {
        CreateServiceRequest plain = new CreateServiceRequest(
                "web",
                "web",
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                new NetworkConfiguration(new AwsVpcConfiguration(List.of("subnet-a"))),
                null);
        return with(with(plain, "capacityProviderStrategy", List.of(strategy)), "platformVersion", platformVersion);
    }

    private static List<String> refusals(CreateServiceRequest service, TaskDefinition definition) {
        return Validation.service(service, definition).stream()
                .map(violation -> violation.path() + " " + violation.code())
                .toList();
    }

    private static List<String> messages(CapacityProviderStrategyItem... strategy) {
        return Validation.service(service(null, strategy), PLAIN).stream()
                .map(Violation::message)
                .toList();
    }

    @Test
    @Tag("FG-13")
    @Tag("SC-401")
    void aStrategyHasOneKindOfProvidersOneBaseAndSomeWeight() {
        assertThat(messages(item("FARGATE", 0, 2), item("FARGATE_SPOT", 1, 0))).isEmpty();
        assertThat(messages(item("FARGATE", 1, 2), item("FARGATE_SPOT", 1, 1)))
                .containsExactly("Only one capacity provider in a capacity provider strategy can have a base defined.");
        assertThat(messages(item("FARGATE", null, 2), item("FARGATE_SPOT", null, null)))
                .singleElement()
                .asString()
                .startsWith("There are no capacity providers with a weight value greater than zero defined");
        assertThat(messages(item("FARGATE", 1, 0), item("web-asg", 1, 0)))
                .containsExactly("A capacity provider strategy cannot contain a mix of capacity providers using Auto"
                        + " Scaling groups and Fargate providers. Specify one or the other and try again.");
        assertThat(messages(item("FARGATE", 1001, 0))).containsExactly("weight must be from 0 to 1000, not 1001.");
        assertThat(messages(item("FARGATE", 1, -1))).containsExactly("base must be from 0 to 100000, not -1.");
        assertThat(messages(item("FARGATE", 1, 0), item("FARGATE", 1, 0)))
                .containsExactly("A capacity provider strategy cannot contain FARGATE twice.");
        CapacityProviderStrategyItem[] many =
                Collections.nCopies(21, item("FARGATE", 1, 0)).toArray(CapacityProviderStrategyItem[]::new);
        assertThat(messages(many)).contains("capacityProviderStrategy can have at most 20 items, not 21.");
    }

    @Test
    @Tag("SC-402")
    void aStrategyHasOnlyProvidersOfItsCluster() {
        Cluster plain = new Cluster(null, null, null);
        assertThat(Validation.capacityProviders(List.of(item("FARGATE_SPOT", 1, 0)), plain))
                .isEmpty();
        assertThat(Validation.capacityProviders(List.of(item("FARGATE_SPT", 1, 0)), plain))
                .extracting(Violation::message)
                .singleElement()
                .asString()
                .contains("is not associated with the cluster", "FARGATE_SPOT");
        Cluster onDemand = new Cluster(null, List.of("FARGATE"), List.of(item("FARGATE_SPOT", 1, 0)));
        assertThat(Validation.cluster(onDemand))
                .extracting(Violation::path)
                .containsExactly("defaultCapacityProviderStrategy[0].capacityProvider");
    }

    @Test
    @Tag("FG-3")
    void aPlatformVersionIsOneThatThereIsAndThatCanDoWhatIsAsked() {
        CapacityProviderStrategyItem onDemand = item("FARGATE", 1, 0);
        for (String known : List.of("LATEST", "1.4.0", "1.3.0")) {
            assertThat(refusals(service(known, onDemand), PLAIN)).isEmpty();
        }
        assertThat(refusals(service("1.5.0", onDemand), PLAIN))
                .containsExactly("platformVersion PlatformUnknownException");
        TaskDefinition armed =
                with(PLAIN, "runtimePlatform", new RuntimePlatform(CPUArchitecture.ARM64, OSFamily.LINUX));
        assertThat(refusals(service("1.3.0", onDemand), armed))
                .containsExactly("platformVersion PlatformTaskDefinitionIncompatibilityException");
        assertThat(refusals(service("1.4.0", onDemand), armed)).isEmpty();
        assertThat(refusals(with(service("1.4.0"), "launchType", LaunchType.EC2), PLAIN))
                .contains("platformVersion InvalidParameterException");
    }

    @Test
    @Tag("FG-13")
    void whoHasALaunchTypeChangesToAStrategyByADeployment() {
        CreateServiceRequest plain = with(service(null), "launchType", LaunchType.FARGATE);
        UpdateServiceRequest update = new UpdateServiceRequest("web", null, null, null, null, null, null, null);
        UpdateServiceRequest toSpot = with(update, "capacityProviderStrategy", List.of(item("FARGATE_SPOT", 1, 0)));
        assertThat(DeploymentRules.updateViolations(plain, toSpot))
                .extracting(Violation::message)
                .singleElement()
                .asString()
                .endsWith("you must force a new deployment.");
        assertThat(DeploymentRules.updateViolations(plain, with(toSpot, "forceNewDeployment", true)))
                .isEmpty();
        assertThat(DeploymentRules.updateViolations(service(null, item("FARGATE", 1, 0)), toSpot))
                .isEmpty();
    }
}
