// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ManagedInstancesProvider.InstanceRequirementsRequest;
import io.ecsim.aws.Violation;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.capacity.ManagedTypes;
import java.util.List;

/** What the requirements of Managed Instances may say of instance types (SC-460). */
final class InstanceRequirementRules {
    private static final List<String> MANUFACTURERS = List.of("intel", "amd", "amazon-web-services", "apple");

    private final Refusals refusals = new Refusals(Validation.PARAMETER);
    private final String path;

    private InstanceRequirementRules(String path) {
        this.path = path;
    }

    /** @param requirements null for none */
    static List<Violation> violations(InstanceRequirementsRequest requirements, String path) {
        InstanceRequirementRules rules = new InstanceRequirementRules(path);
        if (requirements != null) {
            rules.ranges(requirements);
            rules.manufacturers(requirements.cpuManufacturers());
            rules.types("allowedInstanceTypes", requirements.allowedInstanceTypes());
            rules.types("excludedInstanceTypes", requirements.excludedInstanceTypes());
            rules.refusals.refuse(
                    !requirements.allowedInstanceTypes().isEmpty()
                            && !requirements.excludedInstanceTypes().isEmpty(),
                    path + "excludedInstanceTypes",
                    "You can't specify both allowedInstanceTypes and excludedInstanceTypes.");
        }
        return rules.refusals.list();
    }

    private void ranges(InstanceRequirementsRequest requirements) {
        var vcpus = requirements.vCpuCount();
        var memory = requirements.memoryMiB();
        var accelerators = requirements.acceleratorCount();
        if (vcpus != null) {
            range("vCpuCount", vcpus.min(), vcpus.max());
        }
        if (memory != null) {
            range("memoryMiB", memory.min(), memory.max());
        }
        if (accelerators != null) {
            range("acceleratorCount", accelerators.min(), accelerators.max());
        }
    }

    private void range(String member, Integer min, Integer max) {
        if (min != null && min < 0) {
            refusals.refuse(path + member + ".min", member + ".min must be 0 or more, not " + min + ".");
        } else if (max != null && max < 0) {
            refusals.refuse(path + member + ".max", member + ".max must be 0 or more, not " + max + ".");
        } else {
            refusals.refuse(
                    min != null && max != null && max < min,
                    path + member + ".max",
                    member + ".max must not be less than " + member + ".min: " + max + " is less than " + min + ".");
        }
    }

    private void manufacturers(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) != null && !MANUFACTURERS.contains(names.get(i))) {
                refusals.unknown(
                        path + "cpuManufacturers[" + i + "]",
                        "cpuManufacturers must be of " + String.join(", ", MANUFACTURERS) + ", not " + names.get(i)
                                + ".",
                        names.get(i),
                        MANUFACTURERS);
            }
        }
    }

    /** A name that no type has would silently allow, or exclude, nothing. */
    private void types(String member, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name != null && InstanceTypes.names().stream().noneMatch(type -> ManagedTypes.isNamed(type, name))) {
                refusals.unknown(
                        path + member + "[" + i + "]",
                        "No instance type is called " + name + ".",
                        name.contains("*") ? null : name,
                        InstanceTypes.names());
            }
        }
    }
}
