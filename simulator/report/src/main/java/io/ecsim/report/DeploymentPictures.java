// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.TaskLife;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The tasks of a deployment over time: one by one as bars, and counted when there are many. */
final class DeploymentPictures {
    /** More bars are no picture; of more tasks so many are drawn, evenly chosen. */
    static final int MOST_BARS = 60;

    private static final double MARGIN = 0.04;

    private final List<TaskLife> all;
    private final Clock clock;
    private final Easel easel;

    DeploymentPictures(List<TaskLife> all, Clock clock, Easel easel) {
        this.all = all;
        this.clock = clock;
        this.easel = easel;
    }

    /** @param number makes ids unique */
    Html of(Deployment deployment, int number) {
        DeploymentResult result = deployment.result();
        long lasted = Math.max(Clock.SECOND, (long) (result.seconds() * Clock.SECOND));
        long margin = (long) (MARGIN * lasted);
        long begin = Math.max(0, result.startedAt() - margin);
        long end = Math.min(clock.end(), result.startedAt() + lasted + margin);
        List<TaskLife> lives = all.stream()
                .filter(life -> life.service().equals(deployment.service()) && life.overlaps(begin, end))
                .toList();
        if (lives.isEmpty() || end <= begin) {
            return Html.NOTHING;
        }
        Html bars = easel.figure(gantt(deployment, number, begin, end, lives));
        return lives.size() <= MOST_BARS ? bars : Html.join(counts(deployment, number, begin, end, lives), bars);
    }

    private Picture gantt(Deployment deployment, int number, long begin, long end, List<TaskLife> lives) {
        DeploymentResult result = deployment.result();
        List<TaskLife> drawn = evenly(lives);
        String which = drawn.size() == lives.size()
                ? "Tasks"
                : drawn.size() + " of " + lives.size() + " tasks, evenly chosen,";
        String title = which + " of " + deployment.service() + " during " + result.id() + ", by revision and state";
        long started = lives.stream()
                .filter(life -> result.id().equals(life.deployment()))
                .count();
        String caption = Figures.count(started, "task of it", "tasks of it") + " and "
                + Figures.count(lives.size() - started, "other", "others") + " between " + clock.time(begin) + " and "
                + clock.time(end) + "; upright lines where the scheduler acted.";
        List<Long> passes = result.steps().stream()
                .filter(step -> step.stopped() + step.started() > 0)
                .map(Step::at)
                .toList();
        return Gantt.picture("deployment-" + number, title, caption, clock, begin, end, drawn, result.id(), passes);
    }

    private static List<TaskLife> evenly(List<TaskLife> lives) {
        if (lives.size() <= MOST_BARS) {
            return lives;
        }
        List<TaskLife> chosen = new ArrayList<>();
        for (int i = 0; i < MOST_BARS; i++) {
            chosen.add(lives.get((int) ((long) i * lives.size() / MOST_BARS)));
        }
        return chosen;
    }

    private Html counts(Deployment deployment, int number, long begin, long end, List<TaskLife> lives) {
        String id = deployment.result().id();
        TreeMap<Long, int[]> changes = new TreeMap<>();
        for (TaskLife life : lives) {
            boolean isNew = id.equals(life.deployment());
            long healthy = Math.min(life.healthy(), life.stopping());
            count(changes, life.placed(), healthy, isNew ? 1 : 0, begin, end);
            count(changes, healthy, life.stopping(), isNew ? 2 : 0, begin, end);
            count(changes, life.stopping(), life.stopped(), 3, begin, end);
        }
        String[] names = {"earlier", "new, not healthy yet", "new, healthy", "stopping"};
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            lines.add(line(names[i], i, changes, begin, end));
        }
        String title = "Tasks of " + deployment.service() + " during " + id + ", by state";
        String caption = Captions.ranges(lines, count -> Figures.count(Math.round(count)));
        Chart chart = new Chart(
                "deployment-" + number + "-counts", title, caption, Scale.ofCounts(Line.max(lines)), lines, List.of());
        return easel.figure(new Painter(clock.part(begin, end), List.of()).picture(chart));
    }

    private static void count(TreeMap<Long, int[]> changes, long from, long to, int column, long begin, long end) {
        long first = Math.max(begin, from);
        if (first >= Math.min(to, end)) {
            return;
        }
        changes.computeIfAbsent(first, at -> new int[4])[column]++;
        changes.computeIfAbsent(Math.min(to, end), at -> new int[4])[column]--;
    }

    private static Line line(String name, int column, TreeMap<Long, int[]> changes, long begin, long end) {
        Line.Builder line = new Line.Builder();
        int count = 0;
        for (var change : changes.entrySet()) {
            long at = change.getKey() - begin;
            if (change.getValue()[column] != 0 && change.getKey() < end) {
                if (at > 0) {
                    line.add(at, count);
                }
                count += change.getValue()[column];
                line.add(at, count);
            }
        }
        line.add(end - begin, count);
        return line.build(name, Ink.ofSeries(column), Dash.ofSeries(column));
    }
}
