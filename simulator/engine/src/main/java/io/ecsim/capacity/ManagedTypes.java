// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.ManagedInstancesProvider.Inclusion;
import io.ecsim.aws.ManagedInstancesProvider.InstanceRequirementsRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Those members of requirements that leave nothing without which there would be some type. */
    public static List<String> tooMuch(InstanceRequirementsRequest r) {
        List<String> members = new ArrayList<>();
        relaxed(r).forEach((member, less) -> {
            if (!of(less).isEmpty()) {
                members.add(member);
            }
        });
        return members;
    }

    /** The requirements without each of their members. */
    private static Map<String, InstanceRequirementsRequest> relaxed(InstanceRequirementsRequest r) {
        Map<String, InstanceRequirementsRequest> relaxed = new LinkedHashMap<>();
        for (String member : List.of(
                "vCpuCount",
                "memoryMiB",
                "cpuManufacturers",
                "excludedInstanceTypes",
                "allowedInstanceTypes",
                "bareMetal",
                "burstablePerformance",
                "acceleratorCount")) {
            relaxed.put(
                    member,
                    new InstanceRequirementsRequest(
                            member.equals("vCpuCount") ? null : r.vCpuCount(),
                            member.equals("memoryMiB") ? null : r.memoryMiB(),
                            member.equals("cpuManufacturers") ? null : r.cpuManufacturers(),
                            member.equals("excludedInstanceTypes") ? null : r.excludedInstanceTypes(),
                            member.equals("allowedInstanceTypes") ? null : r.allowedInstanceTypes(),
                            member.equals("bareMetal") ? Inclusion.included : r.bareMetal(),
                            member.equals("burstablePerformance") ? Inclusion.included : r.burstablePerformance(),
                            member.equals("acceleratorCount") ? null : r.acceleratorCount()));
        }
        return relaxed;
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
        return names.stream().anyMatch(name -> isNamed(type.name(), name));
    }

    /** @param pattern a name, or one with {@code *} in it */
    public static boolean isNamed(String type, String pattern) {
        return Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E")
                .matcher(type)
                .matches();
    }
}
