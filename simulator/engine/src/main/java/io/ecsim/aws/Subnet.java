// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A subnet and the zone that it lies in. */
public record Subnet(String subnetId, String availabilityZone, String cidrBlock) {}
