// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

/**
 * How many tasks a service may start now.
 *
 * @param why there are no more; null where nothing limits them
 */
public record Launches(int left, String why) {
    public static final Launches UNLIMITED = new Launches(Integer.MAX_VALUE, null);
}
