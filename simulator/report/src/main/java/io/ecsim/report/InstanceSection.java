// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.element;
import static io.ecsim.report.Tables.number;
import static io.ecsim.report.Tables.text;

import io.ecsim.experiment.Fullness;
import io.ecsim.experiment.InstanceLife;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.TaskLife;
import java.util.ArrayList;
import java.util.List;

/** The container instances of a run: what was on each, over time and in figures. */
final class InstanceSection {
    /** A longer table is folded away until it is asked for. */
    private static final int ROWS_SHOWN = 12;

    private InstanceSection() {}

    static Html section(RunOutcome outcome, Clock clock, Easel easel) {
        List<InstanceLife> lives = outcome.recording().instanceLives(clock.end());
        if (lives.isEmpty()) {
            return Html.NOTHING;
        }
        long all = lives.size() + outcome.recording().instanceLivesLeftOut();
        List<InstanceLife> drawn = lives.subList(0, Math.min(lives.size(), InstanceStrips.MOST_ROWS));
        boolean memory = outcome.result().cluster().memoryReservationMean()
                > outcome.result().cluster().cpuReservationMean();
        boolean used = lives.stream().anyMatch(life -> life.tasksMost() > 0);
        return Page.section(
                "instances",
                "Instances",
                drawn.size() == all
                        ? Html.NOTHING
                        : element("p", "Of " + Figures.count(all) + " instances " + shown(drawn.size(), lives.size())),
                all > InstanceStrips.MOST_ROWS && used ? easel.figure(fullness(outcome, clock)) : Html.NOTHING,
                used
                        ? easel.figure(InstanceStrips.picture(drawn, memory, caption(lives, memory), clock))
                        : Html.NOTHING,
                table(lives, clock));
    }

    private static Chart fullness(RunOutcome outcome, Clock clock) {
        Fullness fullness = outcome.recording().fullness();
        List<Line> lines = List.of(
                Line.ofSteps("more than 90%", Ink.BLUE, Dash.SOLID, fullness.full(), clock.end()),
                Line.ofSteps("50% to 90%", Ink.TEAL, Dash.DASHED, fullness.most(), clock.end()),
                Line.ofSteps("up to 50%", Ink.OCHRE, Dash.DOTTED, fullness.half(), clock.end()),
                Line.ofSteps("nothing", Ink.SLATE, Dash.DASH_DOT, fullness.empty(), clock.end()));
        return new Chart(
                "fullness",
                "Instances by how much of their CPU or memory is reserved",
                Captions.ranges(lines, count -> Figures.count(Math.round(count))),
                Scale.ofCounts(Line.max(lines)),
                lines,
                List.of());
    }

    private static String shown(int drawn, int listed) {
        return "the first " + drawn + " are drawn"
                + (listed > drawn ? " and the first " + Figures.count(listed) + " listed." : ".");
    }

    /** {@code The fullest was i-00002 with 25.1% reserved on average, the emptiest i-00009 with none.} */
    private static String caption(List<InstanceLife> lives, boolean memory) {
        InstanceLife fullest = lives.get(0);
        InstanceLife emptiest = lives.get(0);
        for (InstanceLife life : lives) {
            fullest = share(life, memory) > share(fullest, memory) ? life : fullest;
            emptiest = share(life, memory) < share(emptiest, memory) ? life : emptiest;
        }
        return "On average the fullest, " + fullest.instance() + ", was reserved to "
                + Figures.percent(share(fullest, memory)) + ", the emptiest, " + emptiest.instance() + ", to "
                + Figures.percent(share(emptiest, memory)) + ".";
    }

    private static double share(InstanceLife life, boolean memory) {
        return memory ? life.memoryMean() / life.memory() : life.cpuMean() / life.cpu();
    }

    private static Html table(List<InstanceLife> lives, Clock clock) {
        List<Tables.Column> columns = List.of(
                text("Instance"),
                text("Type"),
                text("Zone"),
                text("Group"),
                text("From"),
                text("To"),
                number("Tasks at most"),
                number("CPU reserved, mean"),
                number("Memory reserved, mean"),
                text("For"));
        List<List<Object>> rows = lives.stream()
                .<List<Object>>map(life -> List.of(
                        life.instance(),
                        life.instanceType(),
                        life.availabilityZone(),
                        (life.group() == null ? "–" : life.group()) + (life.spot() ? ", Spot" : ""),
                        clock.time(life.registered()),
                        life.left() == TaskLife.NEVER ? "the end" : clock.time(life.left()) + ": " + life.why(),
                        Figures.count(life.tasksMost()),
                        Figures.percent(share(life, false)),
                        Figures.percent(share(life, true)),
                        owners(life)))
                .toList();
        Html table = Tables.table("Instances in the order of their registration (times in UTC)", columns, rows);
        String summary = Figures.count(lives.size(), "instance", "instances") + " in figures";
        return Html.details(lives.size() <= ROWS_SHOWN, summary, table);
    }

    /** {@code shop, at most 1,024 CPU units and 2,048 MiB}. */
    private static String owners(InstanceLife life) {
        List<String> owners = new ArrayList<>();
        life.byOwner()
                .forEach((name, reserved) -> owners.add(name + ", at most "
                        + Figures.count(reserved.cpu().max()) + " CPU units and "
                        + Figures.count(reserved.memory().max()) + " MiB"));
        return owners.isEmpty() ? "nobody" : String.join("; ", owners);
    }
}
