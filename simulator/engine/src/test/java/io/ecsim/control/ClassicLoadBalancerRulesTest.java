// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TaskDefinition;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("LB-19")
class ClassicLoadBalancerRulesTest {
    private static final CreateServiceRequest SERVICE = new CreateServiceRequest(
            "web",
            "web",
            1,
            null,
            null,
            List.of(new LoadBalancer(null, "web", 80, null, "classic")),
            null,
            null,
            null,
            null,
            null);

    @ParameterizedTest(name = "{0}, host port {1}: {2}")
    @CsvSource({
        "bridge, 80, true",
        "bridge, 8080, true",
        "bridge, 0, false",
        "bridge, , false",
        "host, , true",
        "host, 80, true",
        "awsvpc, , false",
        "awsvpc, 80, false"
    })
    void tasksNeedAPortOfTheirInstanceThatIsKnownBefore(NetworkMode mode, Integer hostPort, boolean allowed) {
        ContainerDefinition container = new ContainerDefinition(
                "web", "web", 256, 256, null, List.of(new PortMapping(80, hostPort, null)), null, null, null);
        TaskDefinition definition = new TaskDefinition("web", List.of(container), mode, null, null, null, null, null);
        assertThat(ClassicLoadBalancerRules.violations(SERVICE, definition).isEmpty())
                .isEqualTo(allowed);
    }
}
