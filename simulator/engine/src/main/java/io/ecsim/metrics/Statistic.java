// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/** What is read out of a period's samples (SC-102). Constants are spelled as on the wire. */
public enum Statistic {
    Average,
    Sum,
    Minimum,
    Maximum,
    SampleCount
}
