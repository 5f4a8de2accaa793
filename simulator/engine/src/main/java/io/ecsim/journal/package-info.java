// SPDX-License-Identifier: Apache-2.0
/**
 * What happened: one typed record per state change, emitted once. Reports, explanations, invariants and tests read
 * the journal; nothing reads the simulator's insides. Knows no behaviour.
 */
package io.ecsim.journal;
