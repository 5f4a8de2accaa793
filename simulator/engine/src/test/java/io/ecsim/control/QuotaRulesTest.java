// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.container;
import static io.ecsim.control.Definitions.task;
import static io.ecsim.control.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ServiceRegistry;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.Violation;
import io.ecsim.world.Quotas;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Numbers of the General Reference, words of the limit of tasks as in aws/containers-roadmap#768. */
class QuotaRulesTest {
    private static final Quotas DEFAULT = Quotas.DEFAULT.in("us-east-1");

    private static CreateServiceRequest service(int desired) {
        return new CreateServiceRequest("web", "web", desired, null, null, null, null, null, null, null, null);
    }

    @Test
    @Tag("QU-3")
    void aServiceHasFiveThousandTasks_withServiceDiscoveryAThousand() {
        assertThat(Validation.quotas(service(5000), DEFAULT)).isEmpty();
        assertThat(Validation.quotas(service(5001), DEFAULT))
                .extracting(Violation::code, Violation::message)
                .containsExactly(tuple(
                        "InvalidParameterException",
                        "Desired count exceeds limit. It is 5000 for a service without service discovery."));
        List<ServiceRegistry> registries = List.of(new ServiceRegistry("web", null, null, null));
        assertThat(Validation.quotas(with(service(1000), "serviceRegistries", registries), DEFAULT))
                .isEmpty();
        assertThat(Validation.quotas(with(service(1001), "serviceRegistries", registries), DEFAULT))
                .extracting(Violation::path)
                .containsExactly("desiredCount");
    }

    @Test
    @Tag("QU-2")
    @Tag("QU-3")
    void aClusterHasFiveThousandServices_andAnAccountsQuotasMayBeOthers() {
        assertThat(Validation.anotherService(4999, DEFAULT)).isEmpty();
        assertThat(Validation.anotherService(5000, DEFAULT)).hasSize(1);
        Quotas other = new Quotas(null, null, null, null, null, null, 7, 3, null).in("us-east-1");
        assertThat(Validation.quotas(service(7), other)).isEmpty();
        assertThat(Validation.quotas(service(8), other)).hasSize(1);
        assertThat(Validation.anotherService(2, other)).isEmpty();
        assertThat(Validation.anotherService(3, other)).hasSize(1);
    }

    @Test
    @Tag("QU-9")
    void aCallRunsTenTasks_andStartsThemOnTenInstances() {
        TaskDefinition definition = task(NetworkMode.bridge, container("app"));
        for (int count = 10; count < 12; count++) {
            assertThat(Validation.runTask(new RunTaskRequest("web", count, null, null, null, null), definition))
                    .hasSize(count - 10);
            List<String> instances = Collections.nCopies(count, "i-00001");
            assertThat(Validation.startTask(new StartTaskRequest("web", instances, null, null, null), definition))
                    .hasSize(count - 10);
        }
    }

    @Test
    @Tag("QU-17")
    void aCallNamesTenInstancesAtMost() {
        for (int names = 9; names < 12; names++) {
            var request = new UpdateContainerInstancesStateRequest(
                    Collections.nCopies(names, "i-00001"), ContainerInstanceStatus.DRAINING);
            assertThat(Validation.instancesState(request)).hasSize(names > 10 ? 1 : 0);
        }
    }
}
