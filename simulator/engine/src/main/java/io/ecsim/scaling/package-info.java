// SPDX-License-Identifier: Apache-2.0
/**
 * Application Auto Scaling for ECS services: from alarms and running counts to a desired count. Knows no tasks; all
 * times are nanoseconds since the scenario's start and are passed in; nothing here schedules anything.
 *
 * <p>The way through, once a minute, in {@link io.ecsim.scaling.ServiceScaling}: the alarms are evaluated; each
 * {@link io.ecsim.scaling.Policy} says by its {@link io.ecsim.scaling.ScalingRule} what it would like, its
 * {@link io.ecsim.scaling.Wish}; {@link io.ecsim.scaling.Arbiter} makes one decision of all wishes, or names the
 * {@link io.ecsim.scaling.Obstacle}. Kinds of policies are listed in {@link io.ecsim.scaling.PolicyKinds}.
 */
package io.ecsim.scaling;
