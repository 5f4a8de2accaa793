// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A port of a container. {@code hostPort} 0 or absent in bridge mode: one of the ephemeral range (NW-6). */
public record PortMapping(Integer containerPort, Integer hostPort, TransportProtocol protocol) {
    public PortMapping {
        protocol = Absent.or(protocol, TransportProtocol.tcp);
    }
}
