// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.util.Arrays;

/**
 * A count that holds from one change to the next. From {@code time[i]}, in nanoseconds since the scenario's start, the
 * value is {@code value[i]}; before the first change it is 0. Times increase strictly. The arrays must not be changed.
 */
public record StepSeries(long[] time, int[] value) {

    public int size() {
        return time.length;
    }

    /** The value right after whatever happened at that time. */
    public int at(long moment) {
        int found = Arrays.binarySearch(time, moment);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? 0 : value[last];
    }

    /** The largest value; 0 when nothing ever changed. */
    public int max() {
        return Arrays.stream(value).max().orElse(0);
    }
}
