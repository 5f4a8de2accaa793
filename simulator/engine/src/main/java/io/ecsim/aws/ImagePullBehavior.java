// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** When the agent pulls an image (IM-1): {@code ECS_IMAGE_PULL_BEHAVIOR}. */
public enum ImagePullBehavior {
    /** Always; if that fails, what is cached will do. */
    DEFAULT("default"),
    /** Always; if that fails, the task stops. */
    ALWAYS("always"),
    /** If this agent has not pulled it before, or has removed it since. */
    ONCE("once"),
    /** If it is not there; images are never removed. */
    PREFER_CACHED("prefer-cached");

    private final String word;

    ImagePullBehavior(String word) {
        this.word = word;
    }

    /** As the agent's configuration has it. */
    public String word() {
        return word;
    }
}
