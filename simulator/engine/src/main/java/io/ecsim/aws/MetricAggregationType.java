// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How the points of an alarm become the one value that chooses a step (SC-344). Spelled as on the wire. */
public enum MetricAggregationType {
    Average,
    Minimum,
    Maximum
}
