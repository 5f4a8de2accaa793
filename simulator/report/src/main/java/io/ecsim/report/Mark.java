// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

/** A moment that charts show. @param time nanoseconds since the scenario's start */
record Mark(long time, Kind kind, String label) {
    enum Kind {
        /** A deployment began. */
        DEPLOYMENT,
        /** The timeline did something to the run. */
        EVENT,
        SCALED_OUT,
        SCALED_IN
    }
}
