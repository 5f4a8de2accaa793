// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of DeregisterContainerInstance. {@code force}: also if tasks run there. */
public record DeregisterContainerInstanceRequest(String containerInstance, Boolean force) {
    public DeregisterContainerInstanceRequest {
        force = Absent.or(force, false);
    }
}
