// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.TransportProtocol;

/** A port of a container instance; TCP and UDP are separate sets (NW-5). */
public record HostPort(TransportProtocol protocol, int port) {}
