// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskSize;
import io.ecsim.capacity.AccountSettings;
import io.ecsim.capacity.InstanceType;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.capacity.Launch;
import io.ecsim.capacity.Registrations;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Reason;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.ScanPlacer;
import io.ecsim.pricing.Price;
import io.ecsim.pricing.PriceList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One empty instance of every kind that a scenario launches: a task that is too big for each of them never runs. Zones,
 * constraints and host ports are left out; they are no matter of size.
 */
public final class EmptyInstances {
    private static final String ANY_ZONE = "any";
    private static final BigDecimal UNKNOWN = BigDecimal.valueOf(Double.MAX_VALUE);

    private final Scenario scenario;
    private final AccountSettings account = new AccountSettings();
    private final Registrations registrations;
    private final List<Launch> launches = new ArrayList<>();
    private final PlacementRule noRule;
    private final PriceList prices;

    /** @param scenario whose instance types exist */
    public EmptyInstances(Scenario scenario) {
        this.scenario = scenario;
        this.registrations = new Registrations(scenario.world());
        this.prices = new PriceList(scenario.pricing(), scenario.region());
        this.noRule = PlacementRule.of(
                "", List.of(), List.of(), true, false, new RandomStreams(0).stream("nothing is drawn"));
        settings()
                .filter(EmptyInstances::isSwitchedOn)
                .forEach(request -> account.put(request.name(), request.value()));
        Launches all = new Launches(scenario);
        scenario.containerInstances().forEach(fixed -> launches.addAll(all.of(fixed)));
        scenario.autoScalingGroups().forEach(group -> launches.addAll(all.of(group)));
        scenario.capacityProviders().stream()
                .filter(provider -> provider != null && provider.isManaged() && provider.name() != null)
                .forEach(provider -> launches.addAll(all.of(provider)));
    }

    /** All that the scenario ever sets: what is on at some time may be so when an instance is launched. */
    private Stream<PutAccountSettingRequest> settings() {
        return Stream.concat(
                scenario.accountSettings().stream(),
                scenario.timeline().stream()
                        .map(Action.Timed::action)
                        .filter(CapacityActions.PutAccountSetting.class::isInstance)
                        .map(action -> ((CapacityActions.PutAccountSetting) action).request()));
    }

    private static boolean isSwitchedOn(PutAccountSettingRequest request) {
        return !request.value().equals("disabled") && !request.value().equals("off");
    }

    /**
     * Why no instance of the scenario could take a task, and the cheapest type in the region that would: of the
     * architectures that the scenario has, unless the task asks for one.
     *
     * @return what follows {@code a task that}; nothing when one could, or when there is none at all
     */
    public Optional<String> tooBig(TaskDefinition definition) {
        RuntimePlatform platform = definition.runtimePlatform();
        return tooBig(size(definition), platform.operatingSystemFamily(), platform.cpuArchitecture() != null);
    }

    /** The same of a job, which asks for no architecture. */
    public Optional<String> tooBig(TracedTasks.Job job) {
        return tooBig(TaskNeeds.of(job.cpu(), job.memory(), job.gpus()), null, false);
    }

    private Optional<String> tooBig(TaskNeeds needs, OSFamily system, boolean anyArchitecture) {
        if (launches.isEmpty() || !(place(launches, needs) instanceof Placement.Refused refused)) {
            return Optional.empty();
        }
        Refusal closest = refused.closest();
        if (closest.reason() == Reason.ATTRIBUTE && attributesChange()) {
            return Optional.empty();
        }
        String lack = closest.asked() == 0
                ? closest.what()
                : closest.reason().amount(closest.asked()) + " asked, " + closest.free() + " there";
        InstanceType enough = smallest(needs, system, anyArchitecture);
        return Optional.of("no instance of the scenario can take, not even an empty one: "
                + closest.reason().label() + ": " + lack + ". "
                + (enough == null
                        ? "No instance type can."
                        : "The smallest instance type that can is " + enough.name() + "."));
    }

    private static TaskNeeds size(TaskDefinition definition) {
        TaskNeeds needs = new Revision(definition, 1).needs(Set.of());
        return new TaskNeeds(
                needs.cpu(),
                needs.memory(),
                needs.gpus(),
                List.of(),
                needs.eni(),
                needs.ebsVolume(),
                needs.attributes(),
                Set.of());
    }

    private boolean attributesChange() {
        return scenario.timeline().stream()
                .map(Action.Timed::action)
                .anyMatch(CapacityActions.PutAttributes.class::isInstance);
    }

    /**
     * The first that takes a task, by price in the region, then by size; types without a price come last.
     *
     * @param any of every architecture; else of those that the scenario has
     */
    InstanceType smallest(TaskNeeds needs, OSFamily system, boolean any) {
        return InstanceTypes.names().stream()
                .map(InstanceTypes::get)
                .filter(type -> any || isOfTheScenario(type.cpuArchitecture()))
                .filter(type ->
                        type.vcpu() * TaskSize.UNITS_PER_VCPU >= needs.cpu() && type.memoryMiB() >= needs.memory())
                .sorted(Comparator.comparing(this::price)
                        .thenComparing(InstanceType::vcpu)
                        .thenComparing(InstanceType::memoryMiB)
                        .thenComparing(InstanceType::name))
                .filter(type -> place(List.of(plain(type, system)), needs) instanceof Placement.Placed)
                .findFirst()
                .orElse(null);
    }

    private boolean isOfTheScenario(CPUArchitecture architecture) {
        return launches.stream().anyMatch(launch -> launch.type().cpuArchitecture() == architecture);
    }

    private BigDecimal price(InstanceType type) {
        Price price = prices.instance(type.name());
        return price == null ? UNKNOWN : price.usd();
    }

    private static Launch plain(InstanceType type, OSFamily system) {
        return new Launch(
                type, ANY_ZONE, null, null, system == null ? OSFamily.LINUX : system, EcsConfig.NONE, Map.of());
    }

    private Placement place(List<Launch> kinds, TaskNeeds needs) {
        ClusterState cluster = new ClusterState(scenario.start());
        Transitions transitions = new Transitions(cluster, () -> 0, (time, entry) -> {});
        for (int i = 0; i < kinds.size(); i++) {
            transitions.register(registrations.of("i-" + i, kinds.get(i), account.awsvpcTrunking()));
        }
        return new ScanPlacer().place(cluster, needs, noRule);
    }
}
