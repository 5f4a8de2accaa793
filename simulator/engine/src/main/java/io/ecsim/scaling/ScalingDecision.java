// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import java.util.List;

/**
 * A new desired count.
 *
 * @param policy whose wish it is, or the name of the request that caused it
 * @param reason a sentence with all numbers and clamps: {@code wanted 9 (CPUUtilization 78.2 % / 60 % x 7 running),
 *     capped at 8 by MaxCapacity}
 * @param clamps what moved the count away from the wish, in order
 */
public record ScalingDecision(int from, int to, String policy, String reason, List<String> clamps) {}
