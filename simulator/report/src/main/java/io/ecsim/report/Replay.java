// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.RunOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The run as a film to be played in a browser: one file, that fetches nothing. */
public final class Replay {
    private static final String[] SCRIPTS = {"state.js", "draw.js", "panels.js", "player.js"};
    private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Replay() {}

    /**
     * Writes {@code replay.html} into the directory.
     *
     * @param film has seen the whole run
     */
    public static void write(RunOutcome outcome, Film film, Path directory) throws IOException {
        Files.writeString(directory.resolve("replay.html"), page(outcome, film));
    }

    private static String page(RunOutcome outcome, Film film) {
        Clock clock = new Clock(outcome.scenario().start(), outcome.result().simulated());
        StringBuilder script = new StringBuilder("\n");
        for (String file : SCRIPTS) {
            script.append(Page.resource("replay/" + file));
        }
        String lead = outcome.scenario().description().strip();
        Map<String, String> contents = new LinkedHashMap<>();
        contents.put("policy", policy(script.toString()));
        contents.put("name", Html.escape(outcome.scenario().name()));
        contents.put("begin", clock.begin());
        contents.put("lead", lead.isEmpty() ? "" : paragraph("lead", lead));
        contents.put("note", note(outcome, film, clock));
        contents.put("style", Page.resource("colours.css") + "\n" + Page.resource("replay/replay.css"));
        contents.put("film", data(clock, film));
        contents.put("script", script.toString());
        return HOLE.matcher(Page.resource("replay/replay.html"))
                .replaceAll(hole -> Matcher.quoteReplacement(contents.get(hole.group(1))));
    }

    /** Nothing may be fetched, and nothing may be run but our own script. */
    private static String policy(String script) {
        return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + sha256(script) + "'";
    }

    private static String data(Clock clock, Film film) {
        long end = film.cutAt() >= 0 ? film.cutAt() : clock.end() / NANOS_PER_MILLI;
        return "{\"start\":" + clock.start().toEpochMilli() + ",\"end\":" + end + ",\n" + film.members() + "}";
    }

    private static String note(RunOutcome outcome, Film film, Clock clock) {
        StringBuilder notes = new StringBuilder();
        if (film.cutAt() >= 0) {
            notes.append(paragraph(
                    "note",
                    "The film ends at " + clock.time(film.cutAt() * NANOS_PER_MILLI) + ": the "
                            + Figures.count(film.leftOut(), "row", "rows")
                            + " of the journal after that are more than a page holds. All of them are in"
                            + " journal.jsonl."));
        }
        if (outcome.partial()) {
            notes.append(paragraph("note", "The run was interrupted; this is what had been simulated."));
        }
        return notes.toString();
    }

    private static String paragraph(String cssClass, String text) {
        return Html.element("p", Html.cssClass(cssClass), text).markup();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
