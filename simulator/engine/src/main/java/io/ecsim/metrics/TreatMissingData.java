// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/** What an alarm makes of periods without a point (SC-202, SC-208). Constants are spelled as on the wire. */
public enum TreatMissingData {
    breaching,
    notBreaching,
    ignore,
    missing
}
