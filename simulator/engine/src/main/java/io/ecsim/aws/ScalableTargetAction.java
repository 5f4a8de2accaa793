// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** New bounds of a scalable target; an absent one stays (SC-361). */
public record ScalableTargetAction(Integer minCapacity, Integer maxCapacity) {}
