// SPDX-License-Identifier: Apache-2.0
/** {@link io.ecsim.control.ControlPlane} is the one door: what a user of AWS does by an API call comes in here. */
package io.ecsim.control;
