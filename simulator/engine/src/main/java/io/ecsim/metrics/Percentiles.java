// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/** What is known of the samples of a period beyond their statistic set, as far as percentiles need it (SC-103). */
public interface Percentiles {
    /** @param percent from 0 to 100 */
    double percentile(double percent);

    /** Those of two periods as one; null when they are not of one kind. */
    Percentiles and(Percentiles other);
}
