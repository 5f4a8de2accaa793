// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of DeleteService. Without {@code force} the desired count must be 0. */
public record DeleteServiceRequest(String service, Boolean force) {
    public DeleteServiceRequest {
        force = Absent.or(force, false);
    }
}
