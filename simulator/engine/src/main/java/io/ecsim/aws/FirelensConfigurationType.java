// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Software of a log router. Constants are spelled as on the wire. */
public enum FirelensConfigurationType {
    fluentd,
    fluentbit
}
