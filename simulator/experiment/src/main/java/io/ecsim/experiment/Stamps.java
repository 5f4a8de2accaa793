// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.kernel.Time;
import java.time.Instant;

/** Times as ISO-8601 text. Many rows share an instant, so the last text is kept. */
final class Stamps {
    private final Instant start;
    private long lastTime = -1;
    private String lastText;

    Stamps(Instant start) {
        this.start = start;
    }

    String at(long nanos) {
        if (nanos != lastTime) {
            lastText = Time.iso(start, nanos);
            lastTime = nanos;
        }
        return lastText;
    }
}
