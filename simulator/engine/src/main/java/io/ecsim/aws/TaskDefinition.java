// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of RegisterTaskDefinition.
 *
 * @param cpu task-level CPU as written, {@code "512"} or {@code "0.5 vCPU"}; null when not given
 * @param memory task-level memory as written, {@code "1024"} (MiB) or {@code "1 GB"}; null when not given
 */
public record TaskDefinition(
        String family,
        List<ContainerDefinition> containerDefinitions,
        NetworkMode networkMode,
        String cpu,
        String memory,
        List<LaunchType> requiresCompatibilities,
        List<PlacementConstraint> placementConstraints,
        RuntimePlatform runtimePlatform,
        List<Volume> volumes,
        String taskRoleArn,
        String executionRoleArn,
        PidMode pidMode,
        IpcMode ipcMode,
        ProxyConfiguration proxyConfiguration,
        EphemeralStorage ephemeralStorage) {
    public TaskDefinition {
        containerDefinitions = Absent.list(containerDefinitions);
        networkMode = Absent.or(networkMode, NetworkMode.bridge);
        requiresCompatibilities = Absent.list(requiresCompatibilities);
        placementConstraints = Absent.list(placementConstraints);
        runtimePlatform = Absent.or(runtimePlatform, new RuntimePlatform(null, null));
        volumes = Absent.list(volumes);
    }

    /** A task without volumes, roles and namespaces of its own. */
    public TaskDefinition(
            String family,
            List<ContainerDefinition> containerDefinitions,
            NetworkMode networkMode,
            String cpu,
            String memory,
            List<LaunchType> requiresCompatibilities,
            List<PlacementConstraint> placementConstraints,
            RuntimePlatform runtimePlatform) {
        this(
                family,
                containerDefinitions,
                networkMode,
                cpu,
                memory,
                requiresCompatibilities,
                placementConstraints,
                runtimePlatform,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
