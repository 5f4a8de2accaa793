// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Processor architecture that a task asks for (TD-18). Constants are spelled as on the wire. */
public enum CPUArchitecture {
    X86_64,
    ARM64
}
