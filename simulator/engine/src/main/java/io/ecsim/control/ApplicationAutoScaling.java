// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;

/** Application Auto Scaling behind the control plane; services are called by their names, requests are valid. */
public interface ApplicationAutoScaling {
    boolean hasTarget(String service);

    boolean hasPolicy(String service, String policy);

    /** Registers a target, or changes one; may move the service's count (SC-301). */
    void registerScalableTarget(String service, ScalableTarget target);

    void deregisterScalableTarget(String service);

    void putScalingPolicy(String service, ScalingPolicy policy);

    void deleteScalingPolicy(String service, String policy);

    boolean hasScheduledAction(String service, String action);

    void putScheduledAction(String service, ScheduledAction action);

    void deleteScheduledAction(String service, String action);
}
