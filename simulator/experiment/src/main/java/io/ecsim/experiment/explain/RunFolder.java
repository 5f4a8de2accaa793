// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import io.ecsim.experiment.Version;
import io.ecsim.kernel.Time;
import io.ecsim.scenario.ScenarioException;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run left behind, as far as it can be played again.
 *
 * @param end how far it came, in nanoseconds since the scenario's start
 * @param version of the simulator that wrote it
 */
record RunFolder(Path path, Scenario scenario, long end, String version) {
    static final String JOURNAL = "journal.jsonl";

    private static final String SUMMARY = "summary.json";
    private static final String SCENARIO = "scenario.yaml";

    /**
     * @throws UnexplainedException if the folder is none, or its files do not belong together
     * @throws ScenarioException if the scenario cannot be read, for instance because a trace was changed
     */
    static RunFolder open(Path path) throws IOException {
        for (String file : List.of(SUMMARY, SCENARIO, JOURNAL)) {
            if (!Files.isRegularFile(path.resolve(file))) {
                throw new UnexplainedException(
                        path + " is not the folder of a run: it has no " + file + ". `ecsim run` writes one.");
            }
        }
        JsonNode summary = summary(path.resolve(SUMMARY));
        Scenario scenario = ScenarioReader.read(path.resolve(SCENARIO)).scenario();
        if (!summary.path("fingerprint").asString("").equals(sha256(path.resolve(JOURNAL)))) {
            throw changed(path, JOURNAL + " has not the fingerprint that " + SUMMARY + " names");
        }
        if (!summary.path("scenario").asString("").equals(scenario.name())
                || summary.path("seed").asLong(0) != scenario.seed()) {
            throw changed(path, SCENARIO + " has not the name and seed of " + SUMMARY);
        }
        return new RunFolder(
                path,
                scenario,
                Math.min(Time.of(scenario.duration()), simulated(path, summary)),
                summary.path("version").asString("?"));
    }

    private static JsonNode summary(Path file) throws IOException {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException notJson) {
            throw new UnexplainedException(file + " is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private static long simulated(Path path, JsonNode summary) {
        try {
            return Time.of(Duration.parse(summary.path("simulated").asString("")));
        } catch (DateTimeParseException notOne) {
            throw changed(path, SUMMARY + " has no duration under simulated");
        }
    }

    private static UnexplainedException changed(Path path, String what) {
        return new UnexplainedException(
                path + " was changed since it was written: " + what + ". Run the scenario again.");
    }

    /** Said when playing the run again gives something else. */
    UnexplainedException differs(long line) {
        String why = version.equals(Version.TEXT)
                ? "Either " + SCENARIO + " was changed, or another build of ecsim " + version + " wrote it."
                : "It was written by ecsim " + version + "; this is ecsim " + Version.TEXT + ".";
        return new UnexplainedException(path + " cannot be explained: played again, the run differs from line " + line
                + " of " + JOURNAL + " on. " + why + " Run the scenario again.");
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
