// SPDX-License-Identifier: Apache-2.0
/**
 * Runs of a scenario and what they leave behind: the journal and the metrics as files, the summary, the expectations,
 * and a recording in memory that reports draw from.
 */
package io.ecsim.experiment;
