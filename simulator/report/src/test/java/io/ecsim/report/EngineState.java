// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.service.Service;
import io.ecsim.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/** What the engine itself says at a moment, in the words of {@code state-text.js}. */
final class EngineState {
    private EngineState() {}

    static String text(Simulation simulation) {
        List<String> lines = new ArrayList<>();
        for (ContainerInstance instance : simulation.cluster().instances()) {
            lines.add(line(
                    "instance",
                    instance.id(),
                    instance.instanceType(),
                    instance.availabilityZone(),
                    instance.registeredCpu(),
                    instance.registeredMemory(),
                    instance.status(),
                    instance.agentConnected()));
        }
        simulation.cluster().tasks().forEach(task -> lines.add(task(task)));
        for (Service service : simulation.services()) {
            lines.add(line(
                    "service",
                    service.name(),
                    service.status(),
                    service.desiredCount(),
                    service.minimumHealthy(),
                    service.maximum()));
        }
        for (Targets targets : simulation.targets()) {
            for (TargetHealth health : TargetHealth.values()) {
                List<String> in = targets.in(health);
                if (!in.isEmpty()) {
                    lines.add(line("targets", targets.group().name(), health, String.join(",", in)));
                }
            }
        }
        return String.join("\n", lines);
    }

    private static String task(Task task) {
        boolean waits = task.waitsForCapacity();
        boolean onInstance = !waits && !task.compute().isFargate();
        return line(
                "task",
                task.id(),
                task.service(),
                task.group(),
                task.deployment(),
                task.revision().name(),
                task.needs().cpu(),
                task.needs().memory(),
                waits,
                onInstance ? task.instance().id() : null,
                waits ? null : task.instance().availabilityZone(),
                task.lastStatus(),
                task.stopRequested(),
                task.healthy());
    }

    private static String line(Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            words.add(part == null ? "-" : part.toString());
        }
        return String.join(" ", words);
    }

    /** FNV-1a over UTF-16, 32 bits: a row of a file where the text would be too long. */
    static String hash(String text) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return Integer.toHexString(hash);
    }
}
