// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** Several instance types, on demand and Spot, in one group (SC-448). */
public record MixedInstancesPolicy(LaunchTemplate launchTemplate, InstancesDistribution instancesDistribution) {
    /** @param overrides instance types, the most preferred first; none for that of the group */
    public record LaunchTemplate(List<LaunchTemplateOverrides> overrides) {
        public LaunchTemplate {
            overrides = Absent.list(overrides);
        }
    }

    public MixedInstancesPolicy {
        launchTemplate = Absent.or(launchTemplate, new LaunchTemplate(null));
        instancesDistribution =
                Absent.or(instancesDistribution, new InstancesDistribution(null, null, null, null, null));
    }
}
