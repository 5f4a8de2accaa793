// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

/** Which events a rule is for (EB-7). The engine reads no patterns; who makes a scenario brings one that does. */
public interface EventPattern {
    /** Whether events of a kind could match at all: those of others are not even built. Always the same answer. */
    boolean mayMatch(EventType type);

    boolean matches(Event event);
}
