// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

import java.time.Instant;

/** {@code at(2026-03-02T09:30:00)}: once. */
record At(Instant moment) implements Schedule {
    @Override
    public Instant next(Instant after, Instant created) {
        return moment.isAfter(after) ? moment : null;
    }
}
