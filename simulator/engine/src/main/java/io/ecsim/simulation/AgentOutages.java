// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.capacity.Fleet;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Agents that lose their connection, each until its last outage ends (IN-5). */
final class AgentOutages {
    private final Kernel kernel;
    private final ClusterState cluster;
    private final Transitions transitions;
    private final Fleet fleet;
    private final Consumer<ContainerInstance> reconnected;
    private final Map<ContainerInstance, Long> until = new LinkedHashMap<>();

    /** @param reconnected told of an instance whose agent has its connection back */
    AgentOutages(
            Kernel kernel,
            ClusterState cluster,
            Transitions transitions,
            Fleet fleet,
            Consumer<ContainerInstance> reconnected) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.transitions = transitions;
        this.fleet = fleet;
        this.reconnected = reconnected;
    }

    /** Returns what became of it, for the journal. */
    String begin(Action.DisconnectAgent outage) {
        long end = outage.duration() == null ? Long.MAX_VALUE : kernel.now() + Time.of(outage.duration());
        Set<ContainerInstance> named = new LinkedHashSet<>();
        outage.containerInstances().forEach(name -> named.addAll(cluster.named(name)));
        for (ContainerInstance instance : named) {
            until.merge(instance, end, Math::max);
            if (instance.agentConnected()) {
                transitions.changeAgentConnection(instance, false, "disconnectAgent");
            }
        }
        if (end < Long.MAX_VALUE) {
            kernel.at(end, () -> named.forEach(this::end));
        }
        return "disconnected " + named.stream().map(ContainerInstance::id).toList();
    }

    private void end(ContainerInstance instance) {
        boolean over = until.getOrDefault(instance, Long.MAX_VALUE) <= kernel.now();
        if (over && until.remove(instance) != null) {
            connect(instance, "the outage is over");
        }
    }

    /** A machine that was stopped runs again. */
    void booted(ContainerInstance instance) {
        if (!until.containsKey(instance)) {
            connect(instance, "the instance runs again");
        }
    }

    private void connect(ContainerInstance instance, String why) {
        if (cluster.instances().contains(instance) && fleet.isUp(instance.id())) {
            transitions.changeAgentConnection(instance, true, why);
            reconnected.accept(instance);
        }
    }
}
