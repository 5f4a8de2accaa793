// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

/**
 * Why one instance cannot take the task: the first test that it failed.
 *
 * @param instance its id
 * @param what stood in the way: the status, attribute, zone, port ({@code tcp 80}), expression, task group or plugged-in
 *     constraint ({@code NAME EXPRESSION}); the unit where something is counted
 * @param asked how much of it the task needs; 0 where nothing is counted
 * @param free how much the instance has; 0 where nothing is counted
 */
public record Refusal(String instance, Reason reason, String what, long asked, long free) {
    /** The {@code reason} of a failure in RunTask's answer (EV-1). */
    public String failure() {
        // The name of a plugged-in constraint has no space in it.
        return reason == Reason.CONSTRAINT ? what.split(" ", 2)[0] + " " + reason.failure() : reason.failure();
    }

    /** What a service event says of the instance after its id (EV-10 to EV-22). */
    String event() {
        return reason.event(failure());
    }

    /** A line for people, such as {@code i-0a: memory: 512 MiB asked, 300 free}. */
    @Override
    public String toString() {
        String detail = asked == 0 ? what : reason.amount(asked) + " asked, " + free + " free";
        return instance + ": " + reason.label() + ": " + detail;
    }
}
