// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What a target group's targets are (LB-11). Constants are spelled as on the wire. */
public enum TargetType {
    instance,
    ip,
    lambda,
    alb
}
