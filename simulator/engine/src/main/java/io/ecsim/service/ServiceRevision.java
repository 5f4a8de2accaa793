// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MonitoringConfiguration;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.ServiceRegistry;
import io.ecsim.aws.ServiceVolumeConfiguration;
import io.ecsim.cluster.Revision;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a deployment deploys: a change of any of it is a deployment (SV-35).
 *
 * @param network null where tasks have no network interface of their own
 * @param availabilityZones where its tasks may go; empty for anywhere
 * @param monitoring null for metrics of a minute (SC-119)
 * @param platformVersion of Fargate, as asked for; null for the latest
 */
public record ServiceRevision(
        Revision taskDefinition,
        List<LoadBalancer> loadBalancers,
        List<ServiceRegistry> serviceRegistries,
        NetworkConfiguration network,
        List<ServiceVolumeConfiguration> volumes,
        Set<String> availabilityZones,
        MonitoringConfiguration monitoring,
        String platformVersion) {

    /** What is new against another one, in the words of UpdateService; null when they are equal. */
    public String newAgainst(ServiceRevision other) {
        if (equals(other)) {
            return null;
        } else if (!taskDefinition.equals(other.taskDefinition)) {
            return "new task definition";
        } else if (!loadBalancers.equals(other.loadBalancers)) {
            return "new loadBalancers";
        } else if (!serviceRegistries.equals(other.serviceRegistries)) {
            return "new serviceRegistries";
        } else if (!Objects.equals(monitoring, other.monitoring)) {
            return "new monitoring";
        } else if (!Objects.equals(platformVersion, other.platformVersion)) {
            return "new platformVersion";
        }
        return volumes.equals(other.volumes) ? "new networkConfiguration" : "new volumeConfigurations";
    }
}
