// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * A container of a task.
 *
 * @param cpu CPU units (1024 = 1 vCPU), null when not given
 * @param memory hard limit in MiB, null when not given
 * @param memoryReservation soft limit in MiB, null when not given: what placement counts (RS-8)
 * @param stopTimeout seconds from the stop signal to the kill, null for the agent's default (TL-14)
 * @param startTimeout seconds in which a container that others depend on must get there, null for no limit (CT-4)
 */
public record ContainerDefinition(
        String name,
        String image,
        Integer cpu,
        Integer memory,
        Integer memoryReservation,
        List<PortMapping> portMappings,
        Boolean essential,
        List<ContainerDependency> dependsOn,
        Integer stopTimeout,
        Integer startTimeout,
        HealthCheck healthCheck,
        ContainerRestartPolicy restartPolicy,
        List<ResourceRequirement> resourceRequirements,
        List<MountPoint> mountPoints,
        List<VolumeFrom> volumesFrom,
        LogConfiguration logConfiguration,
        FirelensConfiguration firelensConfiguration,
        List<Secret> secrets,
        RepositoryCredentials repositoryCredentials,
        List<EnvironmentFile> environmentFiles,
        LinuxParameters linuxParameters,
        Boolean privileged,
        List<String> dockerSecurityOptions,
        List<String> links,
        String hostname,
        List<HostEntry> extraHosts,
        List<String> dnsServers,
        List<String> dnsSearchDomains,
        Boolean disableNetworking) {
    public ContainerDefinition {
        portMappings = Absent.list(portMappings);
        essential = Absent.or(essential, true);
        dependsOn = Absent.list(dependsOn);
        resourceRequirements = Absent.list(resourceRequirements);
        mountPoints = Absent.list(mountPoints);
        volumesFrom = Absent.list(volumesFrom);
        secrets = Absent.list(secrets);
        environmentFiles = Absent.list(environmentFiles);
        dockerSecurityOptions = Absent.list(dockerSecurityOptions);
        links = Absent.list(links);
        extraHosts = Absent.list(extraHosts);
        dnsServers = Absent.list(dnsServers);
        dnsSearchDomains = Absent.list(dnsSearchDomains);
    }

    /** A container that says no more than where and how big it is. */
    public ContainerDefinition(
            String name,
            String image,
            Integer cpu,
            Integer memory,
            Integer memoryReservation,
            List<PortMapping> portMappings,
            Boolean essential,
            List<ContainerDependency> dependsOn,
            Integer stopTimeout) {
        this(
                name,
                image,
                cpu,
                memory,
                memoryReservation,
                portMappings,
                essential,
                dependsOn,
                stopTimeout,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
