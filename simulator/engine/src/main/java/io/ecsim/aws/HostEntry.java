// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A line of a container's /etc/hosts. */
public record HostEntry(String hostname, String ipAddress) {}
