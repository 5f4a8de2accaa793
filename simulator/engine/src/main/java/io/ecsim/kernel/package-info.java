// SPDX-License-Identifier: Apache-2.0
/**
 * The simulated clock, the event queue and the random streams: everything that a discrete-event simulation needs and
 * nothing that knows ECS. One thread runs a {@link io.ecsim.kernel.Kernel}; time is a {@code long} of nanoseconds;
 * every source of randomness draws from a {@link io.ecsim.kernel.RandomStream} of its own. Nothing here reads the wall
 * clock, the default locale or an unordered collection, so one seed gives the same run on any machine and any JDK.
 */
package io.ecsim.kernel;
