// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

/**
 * What an instance registers in place of what its type would, as a machine of any size does that somebody else built.
 *
 * @param cpu CPU units; null for 1024 for each vCPU of the type
 * @param memory MiB, all of which can be reserved; null for what the type's system sees
 * @param gpu GPUs; null for those of the type
 */
public record RegisteredResources(Integer cpu, Integer memory, Integer gpu) {
    static final RegisteredResources OF_TYPE = new RegisteredResources(null, null, null);
}
