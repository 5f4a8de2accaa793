// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What becomes of a burstable instance without CPU credits (SC-603): it is slow, or it pays. Spelled as EC2 spells it. */
public enum CpuCredits {
    standard,
    unlimited
}
