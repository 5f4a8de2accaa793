// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

/** Words as a shell takes them. */
final class Shell {
    private Shell() {}

    /** The word itself when it is plain, else in single quotes. */
    static String quote(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
