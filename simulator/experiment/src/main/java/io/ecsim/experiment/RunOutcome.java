// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Scenario;
import java.util.List;
import java.util.Map;

/**
 * A run and everything that reports draw from.
 *
 * @param command what a user types to repeat the run
 * @param summary summary.json as a tree of ordered maps, lists, texts, booleans, integers and BigDecimals
 * @param fingerprint SHA-256 over the bytes of the journal, 64 hexadecimal digits
 * @param partial the run was interrupted; {@code result.simulated()} tells how far it came
 * @param wallMillis how long the run took on this machine
 */
public record RunOutcome(
        Scenario scenario,
        String command,
        RunResult result,
        Map<String, Object> summary,
        Recording recording,
        String fingerprint,
        List<ExpectationResult> expectations,
        boolean partial,
        long wallMillis) {

    /** What was accepted and not simulated, and assumptions that mattered. */
    public List<String> notes() {
        return ((List<?>) summary.get("notes")).stream().map(String::valueOf).toList();
    }

    /** Whether every expectation of the scenario holds. */
    public boolean asExpected() {
        return expectations.stream().allMatch(ExpectationResult::holds);
    }
}
