// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.aws.Absent;

/**
 * Instances of one type that are paid from the beginning to the end, whether they run or not: standard reservations
 * without an upfront payment.
 *
 * @param years of the term, 1 or 3
 * @param usdPerHour of one of them; null for the price of the list
 */
public record ReservedInstances(Integer count, Integer years, Double usdPerHour) {
    public ReservedInstances {
        years = Absent.or(years, 1);
    }
}
