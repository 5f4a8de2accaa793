// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import java.util.EnumSet;
import java.util.Set;

/** The kinds of events that a run can send. */
public enum EventType {
    TASK_STATE_CHANGE("aws.ecs", "ECS Task State Change"),
    CONTAINER_INSTANCE_STATE_CHANGE("aws.ecs", "ECS Container Instance State Change"),
    SERVICE_ACTION("aws.ecs", "ECS Service Action"),
    DEPLOYMENT_STATE_CHANGE("aws.ecs", "ECS Deployment State Change"),
    HOOK_STATE_CHANGE("aws.ecs", "ECS Hook State Change"),
    IMAGE_ACTION("aws.ecr", "ECR Image Action"),
    ALARM_STATE_CHANGE("aws.cloudwatch", "CloudWatch Alarm State Change"),
    SPOT_INTERRUPTION_WARNING("aws.ec2", "EC2 Spot Instance Interruption Warning"),
    REBALANCE_RECOMMENDATION("aws.ec2", "EC2 Instance Rebalance Recommendation"),
    INSTANCE_LAUNCH_SUCCESSFUL("aws.autoscaling", "EC2 Instance Launch Successful"),
    INSTANCE_LAUNCH_UNSUCCESSFUL("aws.autoscaling", "EC2 Instance Launch Unsuccessful"),
    INSTANCE_TERMINATE_SUCCESSFUL("aws.autoscaling", "EC2 Instance Terminate Successful"),
    LAUNCH_LIFECYCLE_ACTION("aws.autoscaling", "EC2 Instance-launch Lifecycle Action"),
    TERMINATE_LIFECYCLE_ACTION("aws.autoscaling", "EC2 Instance-terminate Lifecycle Action");

    /** Those that tell of instances of Auto Scaling groups. */
    static final Set<EventType> OF_GROUPS = EnumSet.range(SPOT_INTERRUPTION_WARNING, TERMINATE_LIFECYCLE_ACTION);

    private final String source;
    private final String detailType;

    EventType(String source, String detailType) {
        this.source = source;
        this.detailType = detailType;
    }

    public String source() {
        return source;
    }

    /** Before the name at the end of an ARN. */
    char separator() {
        return this == ALARM_STATE_CHANGE ? ':' : '/';
    }

    public String detailType() {
        return detailType;
    }
}
