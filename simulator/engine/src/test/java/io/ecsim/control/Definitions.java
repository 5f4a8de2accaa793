// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Task definitions that are valid but for what a test changes in them. */
final class Definitions {
    static final String CLIENT = "ClientException";
    static final String APP = "containerDefinitions[0]";

    private Definitions() {}

    /** A record with one component changed. */
    @SuppressWarnings("unchecked")
    static <R extends Record> R with(R record, String component, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        assertThat(components).extracting(RecordComponent::getName).contains(component);
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(record);
            }
            return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static ContainerDefinition container(String name) {
        return new ContainerDefinition(name, "image", null, 128, null, null, null, null, null);
    }

    static ContainerDefinition container(String component, Object value) {
        return with(container("app"), component, value);
    }

    static TaskDefinition task(NetworkMode mode, ContainerDefinition... containers) {
        return new TaskDefinition("web", List.of(containers), mode, null, null, null, null, null);
    }

    static TaskDefinition fargate(ContainerDefinition... containers) {
        return new TaskDefinition(
                "web", List.of(containers), NetworkMode.awsvpc, "256", "512", List.of(LaunchType.FARGATE), null, null);
    }

    static void assertAccepted(TaskDefinition definition) {
        assertThat(Validation.taskDefinition(definition)).isEmpty();
    }

    /** For this and nothing else. */
    static void assertRefused(TaskDefinition definition, String path, String message) {
        assertThat(Validation.taskDefinition(definition)).containsExactly(new Violation(path, CLIENT, message));
    }
}
