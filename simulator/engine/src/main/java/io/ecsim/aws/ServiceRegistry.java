// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A service of Cloud Map in which the tasks of a service are found by name: under A records by address, or with a port
 * under SRV records.
 *
 * @param registryArn name or ARN of Cloud Map's service
 * @param port of SRV records, in place of a container's
 */
public record ServiceRegistry(String registryArn, Integer port, String containerName, Integer containerPort) {}
