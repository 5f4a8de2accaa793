// SPDX-License-Identifier: Apache-2.0
/** What AWS does not publish, as named parameters: latencies and our assumptions, each with its rule. Knows no behaviour. */
package io.ecsim.world;
