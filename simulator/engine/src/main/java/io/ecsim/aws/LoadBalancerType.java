// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Constants are spelled as on the wire. */
public enum LoadBalancerType {
    application,
    network,
    gateway
}
