// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Time;

/** The integral of a value that changes in steps. */
final class OverTime {
    private double value;
    private double integral;
    private long since;

    /** The value from now on. */
    void set(double newValue, long now) {
        integral += value * Time.toSeconds(now - since);
        since = now;
        value = newValue;
    }

    double value() {
        return value;
    }

    /** Value times seconds until now. */
    double integral(long now) {
        return integral + value * Time.toSeconds(now - since);
    }
}
