// SPDX-License-Identifier: Apache-2.0
/**
 * Variants of scenarios under the same luck: which they are, their runs side by side, and what statistics may say of the
 * difference.
 */
package io.ecsim.experiment.compare;
