// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AwsException;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Transitions;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;

/** The cluster itself: whether it is there, and its end. */
final class ClusterOperations {
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final Transitions transitions;

    ClusterOperations(ClusterState cluster, ServiceScheduler scheduler, Transitions transitions) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.transitions = transitions;
    }

    /** The cluster must have no container instances, services and tasks; it is INACTIVE then, for good. */
    void delete() {
        if (!cluster.isActive()) {
            return;
        }
        refuse(!cluster.instances().isEmpty(), "ContainerInstances", "Container Instances are active or draining");
        refuse(
                scheduler.services().stream().anyMatch(service -> service.status() != Service.Status.INACTIVE),
                "Services",
                "Services are active");
        refuse(!cluster.tasks().isEmpty(), "Tasks", "Tasks are active");
        transitions.deleteCluster("deleteCluster");
    }

    private static void refuse(boolean blocked, String what, String why) {
        if (blocked) {
            throw new AwsException(
                    "ClusterContains" + what + "Exception", "The Cluster cannot be deleted while " + why + ".");
        }
    }

    void require() {
        if (!cluster.isActive()) {
            throw new AwsException("ClusterNotFoundException", "The referenced cluster was inactive.");
        }
    }
}
