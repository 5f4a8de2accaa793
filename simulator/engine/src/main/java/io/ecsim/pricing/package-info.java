// SPDX-License-Identifier: Apache-2.0
/** What a run cost, by the second, read from the journal. */
package io.ecsim.pricing;
