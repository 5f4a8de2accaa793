// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

/** What the exit codes mean; a contract with scripts. */
final class ExitCode {
    static final int DONE = 0;
    static final int NOT_AS_EXPECTED = 1;
    static final int WRONG_INPUT = 2;
    static final int BROKEN_INVARIANT = 3;
    /** By SIGINT. After SIGTERM the virtual machine ends with 143 by itself, and all else is the same. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
