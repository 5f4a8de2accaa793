// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void words_standLeft_numbersRight() {
        Table table = new Table(" ", "name", "count");
        table.row("a", 10);
        table.row("long", 7);
        assertThat(table).hasToString("""
                 name  count
                 a        10
                 long      7
                """);
    }

    @Test
    void tableWithoutHeader_hasItsRowsOnly() {
        Table table = new Table("");
        table.row("spread", "evenly over the values of field");
        assertThat(table).hasToString("spread  evenly over the values of field\n");
    }
}
