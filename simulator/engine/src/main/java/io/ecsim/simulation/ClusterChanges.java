// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import io.ecsim.capacity.AccountSettings;
import io.ecsim.capacity.InstanceType;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.capacity.Launch;
import io.ecsim.capacity.Registrations;
import io.ecsim.cluster.InstanceSnapshot;
import io.ecsim.kernel.Time;
import io.ecsim.placement.Attempt;
import io.ecsim.placement.Change;
import io.ecsim.placement.Change.Kind;
import io.ecsim.pricing.Price;
import io.ecsim.pricing.PriceList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of a cluster that a scenario would allow, to be tried for a task that was refused: one more instance of each
 * of its types, or, where none of these helps, of the cheapest type that does; awsvpcTrunking.
 */
public final class ClusterChanges {
    private static final String NEW = "i-new";
    private static final String TRUNK = "ecs.awsvpc-trunk-id";

    private final Scenario scenario;
    private final Attempt attempt;
    private final long time;
    private final AccountSettings account = new AccountSettings();
    private final Registrations registrations;
    private final PriceList prices;

    private ClusterChanges(Scenario scenario, Attempt attempt, long time) {
        this.scenario = scenario;
        this.attempt = attempt;
        this.time = time;
        this.registrations = new Registrations(scenario.world());
        this.prices = new PriceList(scenario.pricing(), scenario.region());
        scenario.accountSettings().forEach(request -> account.put(request.name(), request.value()));
        for (Action.Timed timed : scenario.timeline()) {
            if (Time.of(timed.at()) <= time && timed.action() instanceof CapacityActions.PutAccountSetting put) {
                account.put(put.request().name(), put.request().value());
            }
        }
    }

    /**
     * Those of one list stand in for each other.
     *
     * @param time of the attempt
     */
    public static List<List<Change>> of(Scenario scenario, Attempt attempt, long time) {
        ClusterChanges changes = new ClusterChanges(scenario, attempt, time);
        List<List<Change>> all = new ArrayList<>(changes.instances());
        if (all.stream().flatMap(List::stream).noneMatch(change -> change.taker() != null)) {
            all.add(changes.anotherType());
        }
        if (attempt.needs().eni()) {
            all.add(List.of(changes.trunking()));
        }
        return all;
    }

    /** By type; the zones of a type stand in for each other. */
    private List<List<Change>> instances() {
        Launches launches = new Launches(scenario);
        Map<String, List<Change>> byType = new LinkedHashMap<>();
        List<Launch> all = new ArrayList<>();
        scenario.containerInstances().forEach(fixed -> all.addAll(launches.of(fixed)));
        scenario.autoScalingGroups().forEach(group -> all.addAll(launches.of(group)));
        for (Launch launch : all) {
            byType.computeIfAbsent(launch.type().name(), type -> new ArrayList<>())
                    .add(oneMore(launch));
        }
        return List.copyOf(byType.values());
    }

    private List<Change> anotherType() {
        InstanceType type = new EmptyInstances(scenario).smallest(attempt.needs(), OSFamily.LINUX, false);
        return type == null
                ? List.of()
                : scenario.subnets().stream()
                        .map(subnet -> oneMore(new Launch(
                                type,
                                subnet.availabilityZone(),
                                subnet,
                                null,
                                OSFamily.LINUX,
                                EcsConfig.NONE,
                                Map.of())))
                        .toList();
    }

    private Change oneMore(Launch launch) {
        InstanceSnapshot fresh = InstanceSnapshot.fresh(
                registrations.of(NEW, launch, account.awsvpcTrunking()), Integer.MAX_VALUE, time);
        Price price = prices.instance(launch.type().name());
        return Change.of(
                Kind.INSTANCE,
                price == null ? Long.MAX_VALUE : price.usd().movePointRight(6).longValue(),
                "one more instance of " + launch.type().name() + " in " + launch.availabilityZone(),
                attempt,
                attempt.cluster().with(fresh));
    }

    /** Instances that could have a trunk and have none, as if they had been launched with it (NW-22, NW-23). */
    private Change trunking() {
        return Change.of(
                Kind.SETTING,
                0,
                "awsvpcTrunking on before the instances were launched",
                attempt,
                attempt.cluster().map(ClusterChanges::withTrunk));
    }

    private static InstanceSnapshot withTrunk(InstanceSnapshot instance) {
        InstanceType type = InstanceTypes.get(instance.instanceType());
        boolean can = type != null
                && type.awsvpcTasksTrunking() > 0
                && !instance.attributes().containsKey(TRUNK)
                && !"windows".equals(instance.attributes().get("ecs.os-type"));
        return can
                ? instance.withFreeEnis(instance.freeEnis() + type.awsvpcTasksTrunking() - type.awsvpcTasks())
                : instance;
    }
}
