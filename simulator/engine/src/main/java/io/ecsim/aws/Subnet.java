// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A subnet and the zone that it lies in.
 *
 * @param cidrBlock null for as many addresses as are asked for (NW-25)
 * @param vpcId null when not given: then nothing is known to lie in another VPC (NW-27)
 */
public record Subnet(String subnetId, String availabilityZone, String cidrBlock, String vpcId) {
    public Subnet(String subnetId, String availabilityZone, String cidrBlock) {
        this(subnetId, availabilityZone, cidrBlock, null);
    }
}
