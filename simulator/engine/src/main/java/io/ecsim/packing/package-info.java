// SPDX-License-Identifier: Apache-2.0
/**
 * Batch questions: how many instances a list of tasks takes, how few it could take, how many more tasks fit. Asks the
 * placement core task by task, as a request for each would; nothing here takes time, and nothing is started.
 */
package io.ecsim.packing;
