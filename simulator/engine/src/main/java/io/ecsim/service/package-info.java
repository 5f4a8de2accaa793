// SPDX-License-Identifier: Apache-2.0
/**
 * The service scheduler and rolling deployments. {@link io.ecsim.service.Reconciler} is a function from what is to what
 * should be done; {@link io.ecsim.service.ServiceScheduler} runs it and applies the plan. Knows not which instance a
 * task gets.
 */
package io.ecsim.service;
