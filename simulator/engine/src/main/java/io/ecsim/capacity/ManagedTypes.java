// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.ManagedInstancesProvider.InstanceRequirementsRequest;
import java.util.List;
import java.util.regex.Pattern;

/** Which instance types a provider of Managed Instances may launch (SC-460). */
public final class ManagedTypes {
    /** ECS says general purpose; which those are is ours: those for compute and memory too, since the fifth generation. */
    private static final Pattern GENERAL = Pattern.compile("[mcr](?:[5-9]|\\d\\d)[a-z-]*\\..*");

    private ManagedTypes() {}

    /** @param requirements null for those that ECS takes by itself */
    public static List<InstanceType> of(InstanceRequirementsRequest requirements) {
        return InstanceTypes.names().stream()
                .map(InstanceTypes::get)
                .filter(type -> requirements == null ? isGeneral(type) : meets(type, requirements))
                .toList();
    }

    private static boolean isGeneral(InstanceType type) {
        return GENERAL.matcher(type.name()).matches() && !type.bareMetal();
    }

    private static boolean meets(InstanceType type, InstanceRequirementsRequest wanted) {
        boolean isRight = wanted.bareMetal().takes(type.bareMetal())
                && wanted.burstablePerformance().takes(type.isBurstable())
                && (wanted.cpuManufacturers().isEmpty()
                        || wanted.cpuManufacturers().contains(type.manufacturer()))
                && (wanted.allowedInstanceTypes().isEmpty() || isNamed(type, wanted.allowedInstanceTypes()))
                && !isNamed(type, wanted.excludedInstanceTypes());
        return isRight && isInRange(type, wanted);
    }

    private static boolean isInRange(InstanceType type, InstanceRequirementsRequest wanted) {
        var vcpus = wanted.vCpuCount();
        var memory = wanted.memoryMiB();
        var gpus = wanted.acceleratorCount();
        return (vcpus == null || isFrom(vcpus.min(), vcpus.max(), type.vcpu()))
                && (memory == null || isFrom(memory.min(), memory.max(), type.memoryMiB()))
                && (gpus == null || isFrom(gpus.min(), gpus.max(), type.gpuCount()));
    }

    private static boolean isFrom(Integer min, Integer max, int value) {
        return (min == null || value >= min) && (max == null || value <= max);
    }

    private static boolean isNamed(InstanceType type, List<String> names) {
        return names.stream()
                .anyMatch(name -> Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E")
                        .matcher(type.name())
                        .matches());
    }
}
