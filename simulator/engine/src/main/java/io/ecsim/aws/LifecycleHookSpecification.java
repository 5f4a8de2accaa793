// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A lifecycle hook of an Auto Scaling group (SC-443).
 *
 * @param lifecycleTransition one of {@link #LAUNCHING} and {@link #TERMINATING}
 * @param heartbeatTimeout seconds that an instance waits for an answer
 * @param defaultResult what becomes of it then: {@code ABANDON} or {@code CONTINUE}
 */
public record LifecycleHookSpecification(
        String lifecycleHookName, String lifecycleTransition, Integer heartbeatTimeout, String defaultResult) {
    public static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    public static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
    public static final String ABANDON = "ABANDON";
    public static final String CONTINUE = "CONTINUE";

    public LifecycleHookSpecification {
        heartbeatTimeout = Absent.or(heartbeatTimeout, 3600);
        defaultResult = Absent.or(defaultResult, ABANDON);
    }
}
