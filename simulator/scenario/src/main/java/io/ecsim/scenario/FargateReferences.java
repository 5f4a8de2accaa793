// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskSize;
import io.ecsim.pricing.FargateKind;
import io.ecsim.pricing.FargatePrices;
import io.ecsim.simulation.ArrivingTasks;
import io.ecsim.simulation.Rule;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.TaskActions;
import io.ecsim.world.Quotas;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Fargate is allowed, and when it has nothing to give. */
final class FargateReferences {
    private static final List<String> PROVIDERS =
            List.of(CapacityProviderStrategyItem.FARGATE, CapacityProviderStrategyItem.FARGATE_SPOT);

    private final Scenario scenario;
    private final Definitions definitions;
    private final Place root;

    FargateReferences(Scenario scenario, Definitions definitions, Place root) {
        this.scenario = scenario;
        this.definitions = definitions;
        this.root = root;
    }

    void check() {
        quotas(root.member("quotas"));
        References.each(root.follow("faults.noCapacity"), scenario.faults().noCapacity(), (fault, place) -> {
            if (fault.capacityProvider() != null && !PROVIDERS.contains(fault.capacityProvider())) {
                place.member("capacityProvider")
                        .namesNo("capacity provider of Fargate", fault.capacityProvider(), PROVIDERS);
            }
            if (fault.capacityProvider() != null) {
                zone(fault.availabilityZone(), place.member("availabilityZone"));
            }
        });
        desired();
        if (usesFargate()
                && root.member("region").isRight()
                && root.follow("pricing.overrides").isReadable()) {
            References.each(root.member("taskDefinitions"), scenario.taskDefinitions(), this::mustHavePrice);
        }
    }

    /** Whether any task of the scenario may run there. */
    private boolean usesFargate() {
        Cluster cluster = scenario.cluster();
        Stream<RunTaskRequest> actions = scenario.timeline().stream()
                .filter(timed -> timed != null && timed.action() instanceof TaskActions.RunTask)
                .map(timed -> ((TaskActions.RunTask) timed.action()).request());
        Stream<RunTaskRequest> arrivals = scenario.tasks().stream()
                .filter(ArrivingTasks.class::isInstance)
                .map(tasks -> ((ArrivingTasks) tasks).request());
        Stream<RunTaskRequest> targets = scenario.rules().stream()
                .filter(Objects::nonNull)
                .flatMap(rule -> rule.targets().stream())
                .filter(Rule.RunTasks.class::isInstance)
                .map(target -> ((Rule.RunTasks) target).parameters().runTask());
        return CapacityProviderStrategyItem.onFargate(null, cluster.defaultCapacityProviderStrategy())
                || scenario.everyService().stream()
                        .anyMatch(service -> service.in(cluster).onFargate())
                || Stream.of(actions, arrivals, targets)
                        .flatMap(requests -> requests)
                        .anyMatch(request ->
                                request != null && request.in(cluster).onFargate());
    }

    /** What costs something, nobody knows how much, is an error: never a silent 0. */
    private void mustHavePrice(TaskDefinition definition, Place place) {
        boolean mayRunThere = definition.requiresCompatibilities().isEmpty()
                ? definition.networkMode() == NetworkMode.awsvpc
                : definition.requiresCompatibilities().contains(LaunchType.FARGATE);
        if (!mayRunThere) {
            return;
        }
        FargateKind kind = new FargateKind(
                definition.runtimePlatform().isWindows(),
                definition.runtimePlatform().cpuArchitecture() == CPUArchitecture.ARM64,
                false);
        List<String> missing = new FargatePrices(scenario.pricing(), scenario.region()).missing(kind);
        if (!missing.isEmpty()) {
            place.problem("runs on Fargate, whose price in "
                    + Objects.requireNonNullElse(scenario.pricing().region(), scenario.region())
                    + " is not known. Give one in USD per vCPU or GB and hour: "
                    + missing.stream().map(item -> "pricing.overrides." + item).collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private void quotas(Place place) {
        Quotas quotas = scenario.quotas();
        atLeast(1, quotas.fargateLaunchBurst(), place.member("fargateLaunchBurst"));
        atLeast(1, quotas.fargateLaunchesPerSecond(), place.member("fargateLaunchesPerSecond"));
        atLeast(1, quotas.fargateTasksPerMinute(), place.member("fargateTasksPerMinute"));
    }

    private static void atLeast(int least, int value, Place place) {
        if (value < least) {
            place.problem("must be at least " + least + ", not " + value + ".");
        }
    }

    private void zone(String zone, Place place) {
        List<String> zones = scenario.subnets().stream()
                .map(subnet -> subnet.availabilityZone())
                .distinct()
                .toList();
        if (zone != null && !zones.contains(zone) && root.member("subnets").isRight()) {
            place.namesNo("zone of the scenario's subnets", zone, zones);
        }
    }

    /** A note where the services alone want more vCPUs than the default quota of a new account has. */
    private void desired() {
        long wanted = 0;
        for (CreateServiceRequest service : scenario.everyService()) {
            if (service.taskDefinition() != null
                    && service.in(scenario.cluster()).onFargate()) {
                TaskDefinition definition = definitions.find(service.taskDefinition());
                wanted += definition == null ? 0 : (long) TaskSize.reservedCpu(definition) * service.desiredCount();
            }
        }
        long allowed = TaskSize.UNITS_PER_VCPU
                * ((long) scenario.quotas().fargateVcpu() + scenario.quotas().fargateSpotVcpu());
        if (wanted > allowed) {
            root.member("quotas")
                    .note("allow " + scenario.quotas().fargateVcpu() + " vCPUs on Fargate and "
                            + scenario.quotas().fargateSpotVcpu() + " on Fargate Spot, AWS's default unless given;"
                            + " the services want " + (double) wanted / TaskSize.UNITS_PER_VCPU
                            + ": give your account's, fargateVcpu and fargateSpotVcpu");
        }
    }
}
