// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * A capacity provider whose instances ECS chooses, launches, optimizes and replaces by itself (SC-460).
 *
 * @param infrastructureOptimization null for AWS's default
 */
public record ManagedInstancesProvider(
        String infrastructureRoleArn,
        InstanceLaunchTemplate instanceLaunchTemplate,
        InfrastructureOptimization infrastructureOptimization) {

    /**
     * @param capacityOptionType on demand unless it says otherwise
     * @param instanceRequirements null for the types that ECS takes by itself
     */
    public record InstanceLaunchTemplate(
            String ec2InstanceProfileArn,
            ManagedInstancesNetworkConfiguration networkConfiguration,
            CapacityOptionType capacityOptionType,
            InstanceRequirementsRequest instanceRequirements) {
        public InstanceLaunchTemplate {
            capacityOptionType = Absent.or(capacityOptionType, CapacityOptionType.ON_DEMAND);
        }
    }

    /** @param subnets in which instances are launched */
    public record ManagedInstancesNetworkConfiguration(List<String> subnets) {
        public ManagedInstancesNetworkConfiguration {
            subnets = Absent.list(subnets);
        }
    }

    /** What an instance is paid as. */
    public enum CapacityOptionType {
        ON_DEMAND,
        SPOT,
        RESERVED
    }

    /**
     * Which types may be launched; names of types may end in or hold {@code *}.
     *
     * @param bareMetal included, required or excluded, which is the default; so with {@code burstablePerformance}
     */
    public record InstanceRequirementsRequest(
            VCpuCountRangeRequest vCpuCount,
            MemoryMiBRequest memoryMiB,
            List<String> cpuManufacturers,
            List<String> excludedInstanceTypes,
            List<String> allowedInstanceTypes,
            Inclusion bareMetal,
            Inclusion burstablePerformance,
            AcceleratorCountRequest acceleratorCount) {
        public InstanceRequirementsRequest {
            cpuManufacturers = Absent.list(cpuManufacturers);
            excludedInstanceTypes = Absent.list(excludedInstanceTypes);
            allowedInstanceTypes = Absent.list(allowedInstanceTypes);
            bareMetal = Absent.or(bareMetal, Inclusion.excluded);
            burstablePerformance = Absent.or(burstablePerformance, Inclusion.excluded);
        }
    }

    /** Whether types of a kind may be taken. */
    public enum Inclusion {
        included,
        required,
        excluded;

        public boolean takes(boolean ofThatKind) {
            return this == included || ofThatKind == (this == required);
        }
    }

    /** @param max null for no limit */
    public record VCpuCountRangeRequest(Integer min, Integer max) {}

    /** @param max null for no limit */
    public record MemoryMiBRequest(Integer min, Integer max) {}

    /** Whole GPUs; either may be null. */
    public record AcceleratorCountRequest(Integer min, Integer max) {}

    /** @param scaleInAfter seconds for which an instance may be idle or underutilized; -1 for ever; null for AWS's default */
    public record InfrastructureOptimization(Integer scaleInAfter) {}

    /** Seconds; null for AWS's default. */
    public Integer scaleInAfter() {
        return infrastructureOptimization == null ? null : infrastructureOptimization.scaleInAfter();
    }

    /** Names of the subnets; empty when none is given. */
    public List<String> subnets() {
        boolean given = instanceLaunchTemplate != null && instanceLaunchTemplate.networkConfiguration() != null;
        return given ? instanceLaunchTemplate.networkConfiguration().subnets() : List.of();
    }

    public boolean isSpot() {
        return instanceLaunchTemplate != null && instanceLaunchTemplate.capacityOptionType() == CapacityOptionType.SPOT;
    }

    /** Null for the types that ECS takes by itself. */
    public InstanceRequirementsRequest requirements() {
        return instanceLaunchTemplate == null ? null : instanceLaunchTemplate.instanceRequirements();
    }
}
