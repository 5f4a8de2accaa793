// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

/**
 * A moment that charts show.
 *
 * @param time nanoseconds since the scenario's start
 * @param label two or three words beside its line
 * @param what a sentence for the list of marks
 */
record Mark(long time, Kind kind, String label, String what) {
    enum Kind {
        /** A deployment began. */
        DEPLOYMENT,
        /** Something was done, or happened, to the run. */
        EVENT,
        SCALED_OUT,
        SCALED_IN
    }
}
