// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A port of a container, or a range of ports. {@code hostPort} 0 or absent in bridge mode: one of the ephemeral range
 * (NW-6).
 *
 * @param containerPortRange {@code FIRST-LAST}; null when not given (NW-9)
 */
public record PortMapping(
        Integer containerPort, Integer hostPort, TransportProtocol protocol, String containerPortRange) {
    public PortMapping {
        protocol = Absent.or(protocol, TransportProtocol.tcp);
    }

    public PortMapping(Integer containerPort, Integer hostPort, TransportProtocol protocol) {
        this(containerPort, hostPort, protocol, null);
    }
}
