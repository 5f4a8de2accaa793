// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of StopTask. {@code task} is a task id, or {@code SERVICE[n]}: the n-th oldest task of a service. */
public record StopTaskRequest(String task, String reason) {
    public StopTaskRequest {
        reason = Absent.or(reason, "Task stopped by user");
    }
}
