// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * Subnets whose zones may take the tasks of an awsvpc service (NW-27).
 *
 * @param assignPublicIp null when not given, which is DISABLED (NW-28)
 */
public record AwsVpcConfiguration(List<String> subnets, List<String> securityGroups, Switch assignPublicIp) {
    public AwsVpcConfiguration {
        subnets = Absent.list(subnets);
        securityGroups = Absent.list(securityGroups);
    }

    public AwsVpcConfiguration(List<String> subnets) {
        this(subnets, null, null);
    }
}
