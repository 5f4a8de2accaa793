// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Why a task stopped (TL-20). Constants are spelled as on the wire. */
public enum TaskStopCode {
    TaskFailedToStart,
    EssentialContainerExited,
    UserInitiated,
    ServiceSchedulerInitiated,
    SpotInterruption,
    TerminationNotice,
    InfrastructureHealth
}
