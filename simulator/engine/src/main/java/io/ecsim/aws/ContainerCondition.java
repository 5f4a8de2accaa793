// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What a container waits for in another one (TL-9). Constants are spelled as on the wire. */
public enum ContainerCondition {
    START,
    COMPLETE,
    SUCCESS,
    HEALTHY
}
