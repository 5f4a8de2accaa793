// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.Distribution;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests in the tasks, added up over time, are the times of all requests; and the books close. */
class LittlesLawTest {
    private static final Distribution EXPONENTIAL = new Distribution.Exponential(1);
    private static final int UNLIMITED = 1_000_000;

    static Stream<Queue> queues() {
        return Stream.of(
                new Queue(EXPONENTIAL, 1, 4, 4, UNLIMITED),
                new Queue(new Distribution.Constant(1), 1, 1, 1, UNLIMITED),
                new Queue(new Distribution.LogNormal(1, 2), 1, 1, UNLIMITED, 0),
                new Queue(EXPONENTIAL, 1, 2, 2, 3),
                new Queue(EXPONENTIAL, 5, 1, 1, UNLIMITED));
    }

    @ParameterizedTest
    @MethodSource("queues")
    void holdsInEveryQueue(Queue queue) {
        for (int seed = 0; seed < 5; seed++) {
            queue.play(0.9, 200, 5_000, seed);
        }
    }
}
