// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

/**
 * What became of an expectation.
 *
 * @param text as the scenario writes it
 * @param actual the figure: a BigDecimal, a text or a Boolean; null when the run has no such figure
 * @param problem why there is no figure to compare; null when there is one
 */
public record ExpectationResult(String text, boolean holds, Object actual, String problem) {

    /** The figure as it is printed, or why there is none. */
    public String figure() {
        return actual == null ? problem : Decimals.plain(actual);
    }
}
