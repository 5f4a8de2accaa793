// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** How tasks with a network interface of their own are connected. */
public record NetworkConfiguration(AwsVpcConfiguration awsvpcConfiguration) {
    /** Ids of the subnets, in the order given; none where there is no configuration. */
    public static List<String> subnets(NetworkConfiguration network) {
        return network == null || network.awsvpcConfiguration() == null
                ? List.of()
                : network.awsvpcConfiguration().subnets().stream()
                        .map(Arn::name)
                        .toList();
    }
}
