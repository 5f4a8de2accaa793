// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

/** An entry of {@code expect}, as written, and its place for messages: {@code FILE:LINE:COLUMN}. */
public record Expectation(String text, String place) {}
