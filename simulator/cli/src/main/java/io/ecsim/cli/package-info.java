// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code ecsim} command: what a user types, what comes back. Results on standard output, all else on standard
 * error.
 */
package io.ecsim.cli;
