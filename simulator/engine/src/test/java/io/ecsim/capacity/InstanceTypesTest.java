// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CPUArchitecture;
import org.junit.jupiter.api.Test;

class InstanceTypesTest {
    @Test
    void knowsSizeLimitsAndArchitecture() {
        InstanceType type = InstanceTypes.get("a1.2xlarge");
        assertThat(type.vcpu()).isEqualTo(8);
        assertThat(type.memoryMiB()).isEqualTo(16384);
        assertThat(type.maxEnis()).isEqualTo(4);
        assertThat(type.awsvpcTasks()).isEqualTo(3);
        assertThat(type.awsvpcTasksTrunking()).isEqualTo(40);
        assertThat(type.cpuArchitecture()).isEqualTo(CPUArchitecture.ARM64);
    }

    @Test
    void everyRowParses() {
        assertThat(InstanceTypes.names()).hasSize(1383).allSatisfy(name -> {
            assertThat(InstanceTypes.get(name).vcpu()).isPositive();
            assertThat(InstanceTypes.get(name).memoryMiB()).isPositive();
        });
    }
}
