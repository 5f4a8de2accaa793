// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Ties a container's port to a target group, which is given by name or ARN. */
public record LoadBalancer(String targetGroupArn, String containerName, Integer containerPort) {}
