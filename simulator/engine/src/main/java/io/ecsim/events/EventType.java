// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

/** The kinds of events that a run can send. */
public enum EventType {
    TASK_STATE_CHANGE("aws.ecs", "ECS Task State Change"),
    CONTAINER_INSTANCE_STATE_CHANGE("aws.ecs", "ECS Container Instance State Change"),
    SERVICE_ACTION("aws.ecs", "ECS Service Action"),
    DEPLOYMENT_STATE_CHANGE("aws.ecs", "ECS Deployment State Change"),
    IMAGE_ACTION("aws.ecr", "ECR Image Action"),
    ALARM_STATE_CHANGE("aws.cloudwatch", "CloudWatch Alarm State Change");

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
