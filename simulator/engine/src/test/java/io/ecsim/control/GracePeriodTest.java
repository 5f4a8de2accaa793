// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.container;
import static io.ecsim.control.Definitions.task;
import static io.ecsim.control.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.HealthCheck;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.ServiceRegistry;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which services may have a grace period: those of whose tasks something looks at the health. */
@Tag("SV-12")
class GracePeriodTest {
    private static final CreateServiceRequest SERVICE =
            new CreateServiceRequest("web", "web", 1, null, null, null, null, null, null, null, 60);
    private static final TaskDefinition UNCHECKED = task(NetworkMode.awsvpc, container("app"));

    private static List<String> refused(CreateServiceRequest service, TaskDefinition definition) {
        return Validation.service(service, definition).stream()
                .map(Violation::path)
                .filter("healthCheckGracePeriodSeconds"::equals)
                .toList();
    }

    @Test
    void withoutAnyCheckItIsRefused() {
        assertThat(refused(SERVICE, UNCHECKED)).hasSize(1);
        assertThat(refused(with(SERVICE, "healthCheckGracePeriodSeconds", 0), UNCHECKED))
                .isEmpty();
    }

    @Test
    void itIsForLoadBalancersDiscoveryAndContainerHealthChecks() {
        assertThat(refused(with(SERVICE, "loadBalancers", List.of(new LoadBalancer("web", "app", 80))), UNCHECKED))
                .isEmpty();
        assertThat(refused(
                        with(SERVICE, "serviceRegistries", List.of(new ServiceRegistry("web", null, null, null))),
                        UNCHECKED))
                .isEmpty();
        HealthCheck check = new HealthCheck(List.of("CMD", "true"), null, null, null, null);
        assertThat(refused(SERVICE, task(NetworkMode.bridge, container("healthCheck", check))))
                .isEmpty();
    }
}
