// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event as EventBridge has it (EB-1).
 *
 * @param id a UUID, the same for the same event of the same seed
 * @param time ISO-8601, in seconds
 * @param resources ARNs of what it is about; of images none
 * @param detail texts, integers, booleans, lists and maps in a fixed order
 */
public record Event(
        String id,
        EventType type,
        String account,
        String time,
        String region,
        List<String> resources,
        Map<String, Object> detail) {
    /** The id or name of what it is about. */
    public String subject() {
        return resources.isEmpty()
                ? detail.get("repository-name") + ":" + detail.get("image-tag")
                : end(
                        type == EventType.HOOK_STATE_CHANGE
                                ? detail.get("serviceArn").toString()
                                : resources.get(0));
    }

    private String end(String arn) {
        return arn.substring(arn.lastIndexOf(type.separator()) + 1);
    }

    /** What has happened to it, in a few words: the state or the event's name, and the reason if there is one. */
    public String what() {
        return switch (type) {
            case TASK_STATE_CHANGE -> words(detail.get("group") + " " + detail.get("lastStatus"), "stoppedReason");
            case CONTAINER_INSTANCE_STATE_CHANGE -> words(detail.get("status").toString(), "reason");
            case SERVICE_ACTION, DEPLOYMENT_STATE_CHANGE ->
                words(detail.get("eventName").toString(), "reason");
            case HOOK_STATE_CHANGE -> words(detail.get("eventName").toString(), "lifecycleStage");
            case IMAGE_ACTION -> words(detail.get("action-type").toString(), "reason");
            case SPOT_INTERRUPTION_WARNING -> detail.get("instance-action").toString();
            case REBALANCE_RECOMMENDATION -> detail.get("instance-id").toString();
            case INSTANCE_LAUNCH_SUCCESSFUL, INSTANCE_TERMINATE_SUCCESSFUL ->
                words(detail.get("EC2InstanceId").toString(), "Cause");
            case INSTANCE_LAUNCH_UNSUCCESSFUL -> words("Failed", "StatusMessage");
            case LAUNCH_LIFECYCLE_ACTION, TERMINATE_LIFECYCLE_ACTION ->
                detail.get("EC2InstanceId") + " " + detail.get("LifecycleHookName");
            case ALARM_STATE_CHANGE ->
                ((Map<?, ?>) detail.get("state")).get("value").toString();
        };
    }

    private String words(String state, String reason) {
        return detail.containsKey(reason) ? state + ": " + detail.get(reason) : state;
    }

    /** Its members under EventBridge's names. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", "0");
        members.put("id", id);
        members.put("detail-type", type.detailType());
        members.put("source", type.source());
        members.put("account", account);
        members.put("time", time);
        members.put("region", region);
        members.put("resources", resources);
        members.put("detail", detail);
        return members;
    }
}
