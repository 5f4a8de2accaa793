// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

import java.time.Instant;

/** When something happens again and again, or once. Moments are whole minutes but for {@code at} and {@code rate}. */
public sealed interface Schedule permits At, Rate, Cron {
    /**
     * The first moment after another one.
     *
     * @param created when the schedule came to be, from which a rate counts
     * @return null if there is none any more
     */
    Instant next(Instant after, Instant created);
}
