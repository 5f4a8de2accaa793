// SPDX-License-Identifier: Apache-2.0
/**
 * The HTML report of a run: one page that stands alone, and its charts as SVG files. Draws from the run's outcome only
 * and never reads a clock, so the same outcome gives the same bytes on the same machine.
 */
package io.ecsim.report;
