// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.CreditSpecification;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import io.ecsim.capacity.RegisteredResources;
import java.util.Map;

/**
 * Fixed instances without an Auto Scaling group.
 *
 * @param availabilityZone null: spread over the scenario's zones in order
 * @param attributes custom attributes (CN-7)
 * @param creditSpecification of a burstable type; null for its default (SC-603)
 * @param registers ours: what each registers in place of what its type would; null for what the type does
 */
public record ContainerInstances(
        String instanceType,
        String availabilityZone,
        Integer count,
        Map<String, String> attributes,
        OSFamily operatingSystemFamily,
        CreditSpecification creditSpecification,
        EcsConfig ecsConfig,
        RegisteredResources registers) {
    public ContainerInstances {
        count = Absent.or(count, 1);
        attributes = Absent.map(attributes);
        operatingSystemFamily = Absent.or(operatingSystemFamily, OSFamily.LINUX);
        ecsConfig = Absent.or(ecsConfig, EcsConfig.NONE);
    }

    /** Of the size of their type. */
    public ContainerInstances(
            String instanceType,
            String availabilityZone,
            Integer count,
            Map<String, String> attributes,
            OSFamily operatingSystemFamily,
            CreditSpecification creditSpecification,
            EcsConfig ecsConfig) {
        this(
                instanceType,
                availabilityZone,
                count,
                attributes,
                operatingSystemFamily,
                creditSpecification,
                ecsConfig,
                null);
    }

    /** Linux, with the agent as it comes. */
    public ContainerInstances(
            String instanceType, String availabilityZone, Integer count, Map<String, String> attributes) {
        this(instanceType, availabilityZone, count, attributes, null, null, null);
    }
}
