// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/** State of an alarm; a new one has too little data (SC-201). Constants are spelled as on the wire. */
public enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
