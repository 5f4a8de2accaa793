// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.attribute;
import static io.ecsim.report.Html.element;

import io.ecsim.experiment.RunOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The report as one HTML file that needs nothing else. */
final class Page {
    /** Nothing may be fetched, and nothing may be run. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private Page() {}

    static String of(RunOutcome outcome, Clock clock, Easel easel, Path directory) throws IOException {
        Html main = element("main", sections(outcome, clock, easel, directory));
        Html body = element("body", Opening.header(outcome, clock), Contents.of(main), main);
        return document(outcome.scenario().name(), body);
    }

    /** A page by itself. */
    static String document(String title, Html body) {
        return "<!DOCTYPE html>\n"
                + element("html", attribute("lang", "en"), head(title), body).markup();
    }

    /** The page in its order, a line a section: the answer, the day, its parts, what explains it, how to repeat it. */
    private static List<Html> sections(RunOutcome outcome, Clock clock, Easel easel, Path directory)
            throws IOException {
        return List.of(
                Opening.summary(outcome, clock),
                Closing.expectations(outcome),
                DayCharts.section(outcome, clock, easel),
                PlacementSection.section(outcome, clock, easel),
                ServiceTable.section(outcome, clock, easel),
                QueueTable.queues(outcome),
                QueueTable.jobs(outcome),
                TimeTables.section(outcome),
                DeploymentTables.section(outcome, clock, easel),
                InstanceSection.section(outcome, clock, easel),
                BillTables.section(outcome),
                EventTables.notifications(outcome, clock),
                EventTables.ofServices(outcome, clock),
                Story.section(outcome, clock),
                Closing.notes(outcome),
                EffectiveScenario.section(directory),
                Closing.repeat(outcome));
    }

    /** A part of the page under its heading. */
    static Html section(String id, String heading, Object... content) {
        List<Object> parts = new ArrayList<>();
        parts.add(attribute("id", id));
        parts.add(attribute("aria-labelledby", id + "-heading"));
        parts.add(element("h2", attribute("id", id + "-heading"), heading));
        parts.addAll(List.of(content));
        return element("section", parts);
    }

    private static Html head(String title) {
        return element(
                "head",
                element("meta", attribute("charset", "utf-8")),
                element("meta", attribute("http-equiv", "Content-Security-Policy"), attribute("content", POLICY)),
                meta("viewport", "width=device-width, initial-scale=1"),
                meta("color-scheme", "light dark"),
                element("title", title + " – ecsim"),
                element("style", Html.trusted("\n" + styleSheet())));
    }

    private static Html meta(String name, String content) {
        return element("meta", attribute("name", name), attribute("content", content));
    }

    private static String styleSheet() {
        return resource("colours.css") + "\n" + resource("report.css");
    }

    /** A file of this package, or of a folder in it. */
    static String resource(String name) {
        try (InputStream file = Page.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
