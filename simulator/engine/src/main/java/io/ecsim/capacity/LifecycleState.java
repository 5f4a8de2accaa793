// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

/** Where an instance is in its Auto Scaling group. */
enum LifecycleState {
    PENDING("Pending"),
    PENDING_WAIT("Pending:Wait"),
    IN_SERVICE("InService"),
    TERMINATING_WAIT("Terminating:Wait"),
    TERMINATED("Terminated"),
    WARMED_PENDING("Warmed:Pending"),
    WARMED_STOPPED("Warmed:Stopped"),
    WARMED_RUNNING("Warmed:Running"),
    WARMED_HIBERNATED("Warmed:Hibernated");

    private final String word;

    LifecycleState(String word) {
        this.word = word;
    }

    /** As AWS spells it. */
    String word() {
        return word;
    }

    /** Whether it is, or is about to be, part of the group's capacity. */
    boolean counts() {
        return this == PENDING || this == PENDING_WAIT || this == IN_SERVICE;
    }

    boolean isWarm() {
        return name().startsWith("WARMED");
    }

    /** Of an instance that is prepared. */
    static LifecycleState warmed(String poolState) {
        for (LifecycleState state : values()) {
            if (state.word.equals("Warmed:" + poolState)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a warm pool: " + poolState);
    }
}
