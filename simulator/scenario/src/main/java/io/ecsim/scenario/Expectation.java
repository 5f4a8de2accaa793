// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

/** An entry of {@code expect}, as written, and its place. */
public record Expectation(String text, Position at) {
    /** @param reason why the text cannot be understood */
    public Problem problem(String reason) {
        String end = reason.endsWith("?") || reason.endsWith(".") ? "" : ".";
        return Problem.of(at, "expect", "expect: '" + Text.printable(text) + "' cannot be understood: " + reason + end);
    }
}
