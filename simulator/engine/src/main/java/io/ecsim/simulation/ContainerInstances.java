// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import java.util.Map;

/**
 * Fixed instances without an Auto Scaling group.
 *
 * @param availabilityZone null: spread over the scenario's zones in order
 * @param attributes custom attributes (CN-7)
 */
public record ContainerInstances(
        String instanceType, String availabilityZone, Integer count, Map<String, String> attributes) {
    public ContainerInstances {
        count = Absent.or(count, 1);
        attributes = Absent.map(attributes);
    }
}
