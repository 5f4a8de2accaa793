// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.experiment.Run;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replay of a rolling update of four tasks, as a browser shows it. */
class ReplayTest {
    private static final Path SCENARIO = Path.of("..", "..", "scenarios", "rolling-update", "100-150.yaml");

    @TempDir
    static Path folder;

    private static Path page;

    @BeforeAll
    static void run() throws Exception {
        Run run = Run.of(Run.read(SCENARIO, List.of(), null, null), "./ecsim run");
        Film film = new Film();
        RunOutcome outcome = run.execute(folder, watching(film), () -> false, Run.Extras.NONE);
        Replay.write(outcome, film, folder);
        page = folder.resolve("replay.html");
    }

    private static RunObserver watching(Film film) {
        return new RunObserver() {
            @Override
            public void add(long time, Entry entry) {
                film.add(time, entry);
            }

            @Override
            public void metric(Metric metric, Datapoint point) {}
        };
    }

    @Test
    void thePageNeedsNothingElseAndHasRoomForFiveHundredTasks() throws Exception {
        String text = Files.readString(page);
        assertThat(text).doesNotContain("http:", "https:", " src=", "url(http", "import ", "fetch(", "XMLHttp");
        assertThat(text).contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-");
        assertThat(text.length()).isLessThan(80_000);
        assertThat(Film.ROOM).isLessThan(5_000_000 - 80_000);
    }

    @Test
    void aBrowserHasNothingToComplainOf() throws Exception {
        assumeTrue(Browser.isThere(), Browser.MISSING);
        Browser.Seen seen = Browser.open(page, "");
        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.document()).contains("Service web created");
    }

    /**
     * At 09:05:40 two tasks of the new revision run and are not healthy yet, beside the four old ones (SV-31: at most 6);
     * the first counts as healthy 40 s after it was RUNNING (SV-10).
     */
    @Test
    void sliderAndKeysMoveTheStateTheyShow() throws Exception {
        assumeTrue(Browser.isThere(), Browser.MISSING);
        String script = """
                const seen = [];
                const look = () => seen.push(document.getElementById("row").textContent + ' | '
                  + document.querySelector("#services p")?.textContent + ' | '
                  + document.getElementById("said").textContent + ' | '
                  + document.querySelectorAll("#cluster polygon").length + ' | '
                  + document.getElementById("slider").value);
                const slide = (to) => { slider.value = to; slider.dispatchEvent(new Event("input")); look(); };
                const press = (key) => {
                  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
                  look();
                };
                const slider = document.getElementById("slider");
                slide(340000); press("ArrowRight"); press("ArrowLeft"); press("Home"); press("ArrowRight"); press("End");
                press(" "); seen.push(document.getElementById("play").textContent);
                document.body.appendChild(Object.assign(document.createElement("pre"), {textContent: seen.join("\\n")}));
                """;
        Browser.Seen after = Browser.open(page, script);
        assertThat(after.complaints()).isEmpty();
        String all = find("<pre>(UTC.*?)</pre>", after.document());
        String[] seen = all.split("\n");
        assertThat(seen[0])
                .startsWith("UTC · row 43 of 80 | desired 4 · running 6 · healthy 4 · starting 0")
                .endsWith("340000");
        assertThat(seen[1])
                .startsWith("UTC · row 44 of 80 |")
                .contains("Task task-00005 of web counts as healthy")
                .endsWith("351000");
        assertThat(seen[2]).startsWith("UTC · row 43 of 80 |").contains("is RUNNING");
        assertThat(seen[3]).startsWith("UTC · row 0 of 80 |").endsWith(" | 0");
        assertThat(seen[4]).startsWith("UTC · row 1 of 80 |").contains("Instance i-00001 launched");
        assertThat(seen[5])
                .startsWith("UTC · row 80 of 80 | desired 4 · running 4 · healthy 4")
                .endsWith("1200000");
        assertThat(seen[7]).contains("pause");
    }

    @Test
    void standaloneTasksAreCountedTooThoseThatWaitApart() throws Exception {
        assumeTrue(Browser.isThere(), Browser.MISSING);
        Film film = new Film();
        film.add(0, new Entry.InstanceRegistered("i-00001", "m6i.large", "us-east-1a", 2048, 8192));
        film.add(1, new Entry.TaskPlaced("t1", null, "family:job", null, "job:1", "i-00001", "us-east-1a", 256, 512));
        film.add(2, new Entry.TaskPlaced("t2", null, "family:job", null, "job:1", "i-00001", "us-east-1a", 256, 512));
        film.add(3, new Entry.TaskStatusChanged("t1", null, TaskLastStatus.RUNNING));
        film.add(4, new Entry.TaskWaits("t3", null, "family:job", null, "job:1", 256, 512, "cp"));
        film.add(5, new Entry.TasksWaiting("jobs", 4, "CPU"));
        RunOutcome outcome = SyntheticRuns.outcome(
                SyntheticRuns.scenario("x", ""), null, SyntheticRuns.result(java.util.Map.of(), 0, 0));
        Replay.write(outcome, film, Files.createDirectories(folder.resolve("jobs")));
        Browser.Seen seen = Browser.open(folder.resolve("jobs/replay.html"), "goToRow(6);");
        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.document())
                .contains("Standalone tasks: running 1 · starting 1 · stopping 0 · waiting for a place 5");
    }

    @Test
    void hostileNamesAndDescriptionsStayText() throws Exception {
        RunOutcome outcome = SyntheticRuns.outcome(
                SyntheticRuns.scenario("x", "</script><b>{{film}} $1"),
                null,
                SyntheticRuns.result(java.util.Map.of(), 0, 0));
        Film film = new Film();
        film.add(0, new Entry.ServiceEvent("web", "</script><script>\"\\ {task} \u2028"));
        Replay.write(outcome, film, Files.createDirectories(folder.resolve("hostile")));
        String text = Files.readString(folder.resolve("hostile/replay.html"));
        assertThat(text).contains("&lt;/script&gt;&lt;b&gt;{{film}} $1").doesNotContain("</script><");
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(matcher.find())
                .as(text.substring(Math.max(0, text.length() - 2_000)))
                .isTrue();
        return matcher.group(1);
    }
}
