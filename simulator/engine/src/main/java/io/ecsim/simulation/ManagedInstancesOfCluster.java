// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CapacityProvider;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.ManagedInstances;
import io.ecsim.capacity.Market;
import io.ecsim.capacity.Provisioning;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.service.ServiceScheduler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Tells each provider of Managed Instances what happens to its tasks and instances (SC-460). */
final class ManagedInstancesOfCluster {
    private final Scenario scenario;
    private final Kernel kernel;
    private final Journal journal;
    private final Fleet fleet;
    private final Market market;
    private final Provisioning provisioning;
    private final ServiceScheduler scheduler;
    private final BiConsumer<ContainerInstance, String> drain;
    private final Map<String, ManagedInstances> providers = new LinkedHashMap<>();

    ManagedInstancesOfCluster(
            Scenario scenario,
            Kernel kernel,
            Journal journal,
            Fleet fleet,
            Market market,
            Provisioning provisioning,
            ServiceScheduler scheduler,
            BiConsumer<ContainerInstance, String> drain) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.journal = journal;
        this.fleet = fleet;
        this.market = market;
        this.provisioning = provisioning;
        this.scheduler = scheduler;
        this.drain = drain;
        provisioning.whenTaskWaits(this::changed);
    }

    /** The providers of the cluster are there, and tasks of theirs may wait already. */
    void begin(CapacityProviders all) {
        Launches launches = new Launches(scenario);
        for (CapacityProvider provider : all.all()) {
            if (provider.isManaged()) {
                providers.put(
                        provider.name(),
                        new ManagedInstances(
                                provider,
                                launches.of(provider),
                                kernel,
                                journal,
                                fleet,
                                market,
                                provisioning,
                                this::isOfDaemon,
                                drain,
                                scenario.world()));
                changed(provider.name());
            }
        }
    }

    private boolean isOfDaemon(Task task) {
        return task.service() != null && scheduler.service(task.service()).isDaemon();
    }

    void taskMoved(Task task) {
        changed(task.compute().capacityProvider());
    }

    private void changed(String provider) {
        ManagedInstances managed = providers.get(provider);
        if (managed != null) {
            managed.changed();
        }
    }

    void registered(ContainerInstance instance) {
        providers.values().stream()
                .filter(provider -> provider.has(instance.id()))
                .forEach(provider -> provider.registered(instance));
    }

    /** Whether it had registered or not. */
    void gone(String instance) {
        providers.values().stream()
                .filter(provider -> provider.has(instance))
                .forEach(provider -> provider.gone(instance));
    }
}
