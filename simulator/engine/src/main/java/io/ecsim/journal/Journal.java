// SPDX-License-Identifier: Apache-2.0
package io.ecsim.journal;

/** Takes what happened, in order. Times are nanoseconds since the scenario's start and never go back. */
@FunctionalInterface
public interface Journal {
    void add(long time, Entry entry);
}
