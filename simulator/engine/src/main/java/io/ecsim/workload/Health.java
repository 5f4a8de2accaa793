// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.time.Duration;

/** How software answers health checks once it is warm. */
public sealed interface Health {
    Health HEALTHY = new Always();

    /** Passes every check. */
    record Always() implements Health {}

    /** Passes none. */
    record Never() implements Health {}

    /** Passes until so long after the container started. */
    record FailAfter(Duration failAfter) implements Health {}

    /** Answers no check, and lets it wait. */
    record Hangs() implements Health {}

    /** Fails this share of the checks, each by luck. */
    record FailShare(Share failShare) implements Health {}

    /** Passes while the task uses at most this share of its CPU. */
    record FailAboveCpu(Share failAboveCpu) implements Health {}
}
