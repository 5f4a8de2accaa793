// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A setting of a cluster; there is one. */
public record ClusterSetting(ClusterSettingName name, ContainerInsights value) {}
