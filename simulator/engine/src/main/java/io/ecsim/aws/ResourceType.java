// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Kind of device. Constants are spelled as on the wire. */
public enum ResourceType {
    GPU,
    InferenceAccelerator,
    NeuronDevice
}
