// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import static io.ecsim.events.TaskDetail.members;

import io.ecsim.aws.DeploymentLifecycleHookStatus;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.Map;

/** What events say of the hooks of deployments (EB-6). A hook has another id each time that it begins (BG-6). */
final class HookDetails {
    private final Naming naming;

    /** How often each has begun. */
    private final Map<String, Integer> begun = new LinkedHashMap<>();

    HookDetails(Naming naming) {
        this.naming = naming;
    }

    /** That a failure is an ERROR is ours, and so are ids of functions. */
    Map<String, Object> detail(Entry.LifecycleHookChanged change, long time) {
        String key = change.deployment() + "/" + change.stage() + "/" + change.function();
        if (!change.status().isOver()) {
            begun.merge(key, 1, Integer::sum);
        }
        boolean pause = change.function() == null;
        boolean failed = change.status().compareTo(DeploymentLifecycleHookStatus.FAILED) >= 0;
        Map<String, Object> detail = members(
                "eventType",
                failed ? "ERROR" : "INFO",
                "eventName",
                "HOOK_" + change.status(),
                "hookId",
                (pause ? "ecs-pause-" : "ecs-lambda-") + naming.uuid(key + "/" + begun.get(key)),
                "hookType",
                pause ? "PAUSE" : "AWS_LAMBDA");
        if (change.timeoutInMinutes() != null) {
            detail.put("expiresAt", naming.seconds(time + change.timeoutInMinutes() * Time.MINUTE));
        }
        detail.put("lifecycleStage", change.stage().name());
        detail.put("clusterArn", naming.clusterArn());
        detail.put("serviceArn", naming.service(change.service()));
        detail.put("serviceDeploymentArn", naming.serviceDeployment(change.service(), change.deployment()));
        detail.put("updatedAt", naming.millis(time));
        return detail;
    }
}
