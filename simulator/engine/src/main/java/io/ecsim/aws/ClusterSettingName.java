// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Settings of a cluster. Constants are spelled as on the wire. */
public enum ClusterSettingName {
    containerInsights
}
