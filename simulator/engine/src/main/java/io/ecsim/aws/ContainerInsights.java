// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Whether a cluster has Container Insights; those that are enhanced know single tasks and containers too. */
public enum ContainerInsights {
    disabled,
    enabled,
    enhanced
}
