// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CapacityProvider;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.ClusterAutoScaling;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.Provisioning;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.world.World;
import java.util.ArrayList;
import java.util.List;

/** Lets each capacity provider with managed scaling look at its instances at the end of every minute. */
final class ManagedScalings {
    private final Kernel kernel;
    private final ServiceScheduler scheduler;
    private final List<ClusterAutoScaling> scalings = new ArrayList<>();

    ManagedScalings(
            CapacityProviders providers,
            Kernel kernel,
            ClusterState cluster,
            ServiceScheduler scheduler,
            Fleet fleet,
            Provisioning provisioning,
            Meter meter,
            World world) {
        this.kernel = kernel;
        this.scheduler = scheduler;
        for (CapacityProvider provider : providers.all()) {
            if (provider.scales()) {
                scalings.add(new ClusterAutoScaling(
                        provider, kernel, cluster, fleet, provisioning, this::isOfDaemon, meter::reservation, world));
            }
        }
        if (!scalings.isEmpty()) {
            next();
        }
    }

    private boolean isOfDaemon(Task task) {
        return task.service() != null && scheduler.service(task.service()).isDaemon();
    }

    private void next() {
        kernel.after(Time.MINUTE, () -> {
            scalings.forEach(ClusterAutoScaling::minute);
            next();
        });
    }
}
