// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetsTest {
    /** VPC User Guide, subnet CIDR blocks. */
    @ParameterizedTest
    @Tag("NW-25")
    @CsvSource({"10.0.0.0/28, 11", "10.0.0.0/26, 59", "10.0.0.0/24, 251", "10.0.0.0/20, 4091", "10.0.0.0/16, 65531"})
    void fiveAddressesOfABlockCannotBeUsed(String block, long usable) {
        assertThat(Subnets.usable(block)).isEqualTo(usable);
    }
}
