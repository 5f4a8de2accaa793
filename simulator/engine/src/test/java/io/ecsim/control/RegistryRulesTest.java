// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.ServiceRegistry;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SV-42")
class RegistryRulesTest {
    private static final CreateServiceRequest SERVICE =
            new CreateServiceRequest("web", "web", 1, null, null, null, null, null, null, null, null);

    private static CreateServiceRequest in(ServiceRegistry... registries) {
        return with(SERVICE, "serviceRegistries", List.of(registries));
    }

    private static ServiceRegistry registry(Integer port, String container, Integer containerPort) {
        return new ServiceRegistry("srv-web", port, container, containerPort);
    }

    private static TaskDefinition definition(NetworkMode mode) {
        ContainerDefinition app = new ContainerDefinition(
                "app", "web", 256, 256, null, List.of(new PortMapping(80, null, null)), null, null, null);
        return new TaskDefinition("web", List.of(app), mode, null, null, null, null, null);
    }

    private static List<String> refused(NetworkMode mode, ServiceRegistry registry) {
        return RegistryRules.violations(in(registry), definition(mode)).stream()
                .map(Violation::path)
                .toList();
    }

    @Test
    void thereIsOneRegistry_withAPortOrAContainersPort() {
        assertThat(Validation.service(in(registry(null, null, null)))).isEmpty();
        assertThat(Validation.service(in(registry(8080, null, null)))).isEmpty();
        assertThat(Validation.service(in(registry(null, "app", 80)))).isEmpty();
        assertThat(Validation.service(in(registry(8080, "app", 80))))
                .extracting(Violation::path)
                .containsExactly("serviceRegistries[0].port");
        assertThat(Validation.service(in(registry(null, "app", null))))
                .extracting(Violation::path)
                .containsExactly("serviceRegistries[0]");
        assertThat(Validation.service(in(registry(null, null, null), registry(null, null, null))))
                .extracting(Violation::path)
                .containsExactly("serviceRegistries");
        assertThat(Validation.service(in(new ServiceRegistry(null, null, null, null))))
                .hasSize(1);
    }

    @Test
    void onlyATaskWithAnAddressOfItsOwnIsFoundWithoutAPort() {
        assertThat(refused(NetworkMode.awsvpc, registry(null, null, null))).isEmpty();
        assertThat(refused(NetworkMode.awsvpc, registry(8080, null, null))).isEmpty();
        assertThat(refused(NetworkMode.bridge, registry(null, "app", 80))).isEmpty();
        for (NetworkMode mode : List.of(NetworkMode.bridge, NetworkMode.host, NetworkMode.none)) {
            assertThat(refused(mode, registry(null, null, null))).containsExactly("serviceRegistries[0]");
            assertThat(refused(mode, registry(8080, null, null))).containsExactly("serviceRegistries[0]");
        }
    }

    @Test
    void theContainersPortIsOneOfTheTaskDefinition() {
        assertThat(refused(NetworkMode.awsvpc, registry(null, "ap", 80)))
                .containsExactly("serviceRegistries[0].containerName");
        assertThat(refused(NetworkMode.bridge, registry(null, "app", 81)))
                .containsExactly("serviceRegistries[0].containerPort");
    }
}
