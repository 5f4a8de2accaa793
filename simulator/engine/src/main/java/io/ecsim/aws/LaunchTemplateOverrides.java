// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** One of the instance types of a mixed instances policy. */
public record LaunchTemplateOverrides(String instanceType) {}
