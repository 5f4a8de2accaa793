// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * {@code rate(5 minutes)}: that long after it was created, and again and again; a day has 24 hours.
 *
 * @param atOnce whether it also happens when it is created
 */
record Rate(Duration interval, boolean atOnce) implements Schedule {
    @Override
    public Instant next(Instant after, Instant created) {
        if (after.isBefore(created)) {
            return atOnce ? created : created.plus(interval);
        }
        long passed = Duration.between(created, after).dividedBy(interval);
        return created.plus(interval.multipliedBy(passed + 1));
    }
}
