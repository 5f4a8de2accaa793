// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** All volumes of another container of the task. */
public record VolumeFrom(String sourceContainer, Boolean readOnly) {}
