// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * How burstable instances account for CPU credits, as a launch template says it.
 *
 * @param cpuCredits null for the default of the family (SC-603)
 */
public record CreditSpecification(CpuCredits cpuCredits) {}
