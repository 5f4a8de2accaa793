// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Settings of an account. Constants are spelled as on the wire. Only {@link #awsvpcTrunking} and
 * {@link #containerInsights} have an effect here. */
public enum SettingName {
    serviceLongArnFormat,
    taskLongArnFormat,
    containerInstanceLongArnFormat,
    awsvpcTrunking,
    containerInsights,
    fargateFIPSMode,
    tagResourceAuthorization,
    fargateTaskRetirementWaitPeriod,
    guardDutyActivate,
    defaultLogDriverMode,
    fargateEventWindows
}
