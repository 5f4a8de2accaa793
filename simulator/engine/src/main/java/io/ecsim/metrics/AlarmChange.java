// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/**
 * An alarm went from one state to another.
 *
 * @param why what was compared with what, with the values, oldest first
 */
public record AlarmChange(String alarm, AlarmState from, AlarmState to, String why) {}
