// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** Subnets whose zones may take the tasks of an awsvpc service (NW-27). */
public record AwsVpcConfiguration(List<String> subnets) {
    public AwsVpcConfiguration {
        subnets = Absent.list(subnets);
    }
}
