// SPDX-License-Identifier: Apache-2.0
/**
 * What the simulator costs, measured with JMH, and beside it what an obvious alternative costs in the same run. Every
 * benchmark also runs in the tests, at the first value of each parameter, so that none of them rots.
 */
package io.ecsim.benchmarks;
