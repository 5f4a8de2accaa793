// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Where tasks run. Constants are spelled as on the wire. */
public enum LaunchType {
    EC2,
    FARGATE,
    EXTERNAL,
    MANAGED_INSTANCES
}
