// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.TaskDefinition;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A member of AWS's that validation looks at and that has no effect on a run, but for the attributes that placement
 * requires because of it: one note says so, for it and all in it.
 *
 * @param member for the note that all places have together
 */
record Checked(String member, Shape shape) implements Shape {
    private static final Map<Class<?>, Set<String>> WITHOUT_EFFECT = Map.of(
            TaskDefinition.class,
            Set.of("volumes", "pidMode", "ipcMode", "proxyConfiguration", "ephemeralStorage"),
            ContainerDefinition.class,
            Set.of(
                    "mountPoints",
                    "volumesFrom",
                    "firelensConfiguration",
                    "linuxParameters",
                    "privileged",
                    "dockerSecurityOptions",
                    "links",
                    "hostname",
                    "extraHosts",
                    "dnsServers",
                    "dnsSearchDomains",
                    "disableNetworking"),
            PortMapping.class,
            Set.of("containerPortRange"),
            AwsVpcConfiguration.class,
            Set.of("securityGroups", "assignPublicIp"),
            CreateServiceRequest.class,
            Set.of("volumeConfigurations"),
            RunTaskRequest.class,
            Set.of("volumeConfigurations"));

    /** The shape of a component, noted when it has no effect. */
    static Shape of(Class<?> type, String component, Shape shape) {
        return WITHOUT_EFFECT.getOrDefault(type, Set.of()).contains(component)
                ? new Checked(type.getSimpleName() + "." + component, shape)
                : shape;
    }

    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        if (!Node.isEmpty(node)) {
            reading.accepted(member, node.at(), trail);
        }
        return shape.read(node, trail, reading.withoutNotes());
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        return shape.complete(source, value, home);
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return shape.schema(definitions);
    }
}
