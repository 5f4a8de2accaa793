// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Protocol of a port mapping. Constants are spelled as on the wire. */
public enum TransportProtocol {
    tcp,
    udp
}
