// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskSizeTest {

    @ParameterizedTest(name = "{0}: {1} CPU units")
    @Tag("FG-2")
    @CsvSource({"1024, 1024", "1 vCPU, 1024", "1 vcpu, 1024", ".25 vCPU, 256", "0.5vCPU, 512", "one, ", "0.0001 vCPU, "
    })
    void cpuIsUnitsOrVcpus(String text, Integer units) {
        assertThat(TaskSize.cpuUnits(text)).isEqualTo(units);
    }

    @ParameterizedTest(name = "{0}: {1} MiB")
    @Tag("FG-2")
    @CsvSource({"3072, 3072", "3GB, 3072", "3 GB, 3072", "0.5 gb, 512", "3 MB, ", "-1, "})
    void memoryIsMebibytesOrGigabytes(String text, Integer mebibytes) {
        assertThat(TaskSize.memoryMiB(text)).isEqualTo(mebibytes);
    }
}
