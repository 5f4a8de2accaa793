// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Attribute;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.DeleteAttributesRequest;
import io.ecsim.aws.DeleteClusterRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.PutAttributesRequest;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.workload.Share;
import java.time.Duration;
import java.util.List;

/** Draws what happens in a scenario of the {@link Swarm}. Some of it is refused, which is an outcome too. */
final class SwarmActions {
    private final Swarm swarm;
    private final boolean twoServices;

    SwarmActions(Swarm swarm, boolean twoServices) {
        this.swarm = swarm;
        this.twoServices = twoServices;
    }

    Action next() {
        String service = twoServices && swarm.once(3) ? "other" : "web";
        return switch (swarm.below(32)) {
            case 0, 1 -> update(service, null, service + ":" + (1 + swarm.below(2)), false);
            case 2 -> update(service, null, null, true);
            case 3, 4 -> update(service, swarm.below(14), null, false);
            case 5, 6 -> settings(service);
            case 7 -> new Action.TerminateInstances(swarm.once(3) ? "us-east-1a" : null, 1 + swarm.below(2));
            case 8 -> new Action.TerminateInstances(null, 99);
            case 9 -> new TaskActions.StopTask(new StopTaskRequest(service + "[" + swarm.below(5) + "]", null));
            case 10 ->
                new TaskActions.RunTask(new RunTaskRequest(
                        service,
                        1 + swarm.below(10),
                        swarm.once(3) ? "service:other" : null,
                        swarm.strategy(),
                        null,
                        swarm.network(service)));
            case 11 ->
                new CapacityActions.UpdateContainerInstancesState(new UpdateContainerInstancesStateRequest(
                        List.of("us-east-1a/*"),
                        swarm.once(2) ? ContainerInstanceStatus.DRAINING : ContainerInstanceStatus.ACTIVE));
            case 12 ->
                new Action.SetTraffic(
                        service,
                        swarm.below(40) / 10.0,
                        swarm.once(3) ? null : Duration.ofSeconds(1 + swarm.below(900)));
            case 13 -> new Action.DisconnectAgent(List.of("us-east-1b/*"), Duration.ofSeconds(1 + swarm.below(900)));
            case 14 ->
                new CapacityActions.PutAttributes(
                        new PutAttributesRequest(List.of(stack(swarm.once(2) ? "prod" : null))));
            case 15 -> new CapacityActions.DeleteAttributes(new DeleteAttributesRequest(List.of(stack(null))));
            case 16 ->
                new TaskActions.StartTask(new StartTaskRequest(
                        service, List.of("i-00001", "i-00002", "i-00099"), null, swarm.network(service), null));
            case 17, 18 ->
                new TaskActions.UpdateTaskProtection(new UpdateTaskProtectionRequest(
                        List.of(service + "[" + swarm.below(3) + "]"), !swarm.once(4), 1 + swarm.below(20)));
            case 19 ->
                new Action.LoseAvailabilityZone(
                        swarm.once(2) ? "us-east-1a" : "us-east-1b", Duration.ofSeconds(1 + swarm.below(900)));
            case 20 -> OperationsTest.deregister("i-0000" + (1 + swarm.below(5)), swarm.once(2));
            case 21, 22 -> OperationsTest.stop("i-0000" + (1 + swarm.below(5)));
            case 23 -> OperationsTest.start("i-0000" + (1 + swarm.below(5)), "i-0000" + (1 + swarm.below(5)));
            case 24 -> OperationsTest.resize(0, swarm.once(2) ? 9 : null, swarm.once(2) ? 0 : swarm.below(9));
            case 25 -> OperationsTest.deregister(service + ":" + (1 + swarm.below(2)));
            case 27 -> new ServiceActions.CreateService(swarm.request(service));
            case 26 -> new CapacityActions.DeleteCluster(new DeleteClusterRequest("default"));
            case 30 ->
                new Action.InterruptSpot(
                        null, swarm.once(2) ? "us-east-1a" : null, new Share(swarm.below(101) / 100.0));
            case 28 -> new Action.RetireFargateTasks(swarm.once(2) ? null : service, 1 + swarm.below(4));
            case 29 ->
                new TaskActions.RunTask(new RunTaskRequest(
                        service,
                        1 + swarm.below(10),
                        null,
                        null,
                        null,
                        swarm.network(service),
                        null,
                        swarm.strategyOnFargate(),
                        null,
                        null));
            default -> new ServiceActions.DeleteService(new DeleteServiceRequest(service, swarm.once(2)));
        };
    }

    private Attribute stack(String value) {
        return new Attribute("stack", value, swarm.once(2) ? "us-east-1a/*" : "i-00001");
    }

    private static Action update(String service, Integer desired, String taskDefinition, boolean force) {
        return new ServiceActions.UpdateService(
                new UpdateServiceRequest(service, desired, taskDefinition, null, null, null, force, null));
    }

    private Action settings(String service) {
        return new ServiceActions.UpdateService(new UpdateServiceRequest(
                service,
                null,
                swarm.once(6) ? service : null,
                swarm.once(2) ? swarm.percents() : null,
                swarm.once(3) ? swarm.strategy() : null,
                swarm.once(4) ? swarm.constraints(service.equals("web") ? "other" : "web") : null,
                null,
                swarm.once(3) ? swarm.below(400) : null));
    }
}
