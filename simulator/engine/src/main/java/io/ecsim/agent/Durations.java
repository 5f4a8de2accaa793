// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;

/** Draws durations, each purpose and group from a random stream of its own, so that no source shifts another. */
public final class Durations {
    private final RandomStreams streams;

    public Durations(RandomStreams streams) {
        this.streams = streams;
    }

    /** Nanoseconds; {@code law} is in seconds. */
    public long draw(Distribution law, String purpose, String subject) {
        return Time.ofSeconds(law.sample(streams.stream(purpose + "/" + subject)));
    }
}
