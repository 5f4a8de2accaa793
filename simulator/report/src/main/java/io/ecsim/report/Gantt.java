// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.TaskLife;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks as bars over time, by revision: how high a bar is tells the state of its task. */
final class Gantt {
    private static final int ROW = 10;
    private static final int HEAD = 20;
    private static final double FULL = 8;
    private static final double HALF = 4;
    private static final double THIN = 2;
    private static final int MOST_LINES = 40;

    /** The states of a task: each from one moment of its life to another, drawn in its way. */
    private enum State {
        PENDING("pending", Fill.SOLID, THIN),
        STARTING("running, not healthy yet", Fill.SOLID, HALF),
        HEALTHY("healthy", Fill.SOLID, FULL),
        STOPPING("stopping", Fill.OUTLINE, HALF);

        private final String words;
        private final Fill fill;
        private final double height;

        State(String words, Fill fill, double height) {
            this.words = words;
            this.fill = fill;
            this.height = height;
        }

        private long from(TaskLife life) {
            return switch (this) {
                case PENDING -> life.placed();
                case STARTING -> life.running();
                case HEALTHY -> life.healthy();
                case STOPPING -> life.stopping();
            };
        }

        private long to(TaskLife life) {
            return switch (this) {
                case PENDING -> Math.min(life.running(), life.stopping());
                case STARTING -> Math.min(life.healthy(), life.stopping());
                case HEALTHY -> life.stopping();
                case STOPPING -> life.stopped();
            };
        }
    }

    private final Clock clock;
    private final long begin;
    private final long end;
    private final Map<String, List<TaskLife>> groups;
    private final String newest;
    private final List<Long> passes;

    private Gantt(
            Clock clock, long begin, long end, Map<String, List<TaskLife>> groups, String newest, List<Long> passes) {
        this.clock = clock;
        this.begin = begin;
        this.end = end;
        this.groups = groups;
        this.newest = newest;
        this.passes = passes;
    }

    /**
     * @param begin of what is shown, nanoseconds since the scenario's start
     * @param end of it
     * @param newest the deployment whose tasks stand out
     * @param passes when the scheduler did something
     */
    static Picture picture(
            String id,
            String title,
            String caption,
            Clock clock,
            long begin,
            long end,
            List<TaskLife> lives,
            String newest,
            List<Long> passes) {
        Map<String, List<TaskLife>> groups = new LinkedHashMap<>();
        lives.forEach(life -> groups.computeIfAbsent(
                        life.taskDefinition() + ", started by " + life.deployment(), g -> new ArrayList<>())
                .add(life));
        Gantt gantt = new Gantt(clock.part(begin, end), begin, end, groups, newest, passes);
        return new Picture(id, title, caption, gantt::height, gantt::paint);
    }

    private static List<Key.Entry> key() {
        List<Key.Entry> key = new ArrayList<>();
        for (State state : State.values()) {
            key.add(new Key.Entry(state.words, Ink.BLUE, state.fill, state.height));
        }
        return key;
    }

    private int height(Size size) {
        int rows = groups.values().stream().mapToInt(Collection::size).sum();
        return Key.height(key(), size) + groups.size() * HEAD + rows * ROW + Frame.SPACE_BELOW + 4;
    }

    private void paint(Graphics2D g, Size size) {
        Key.paint(g, key(), size);
        double top = Key.height(key(), size);
        Rectangle2D where = new Rectangle2D.Double(0, top, size.width(), height(size) - top);
        Rectangle2D area = Frame.paint(g, clock, where, size);
        passes(g, area);
        double y = area.getMinY();
        for (Map.Entry<String, List<TaskLife>> group : groups.entrySet()) {
            g.setFont(Size.FONT);
            g.setPaint(Ink.TEXT.sentinel());
            g.drawString(group.getKey(), (float) area.getMinX() + 3, (float) y + HEAD - 6);
            y += HEAD;
            boolean isNew = group.getValue().get(0).deployment().equals(newest);
            bars(g, area, y, group.getValue(), isNew ? Ink.BLUE : Ink.SLATE);
            y += ROW * group.getValue().size();
        }
    }

    private void passes(Graphics2D g, Rectangle2D area) {
        g.setPaint(Ink.GRID.sentinel());
        g.setStroke(new BasicStroke(Frame.HAIRLINE));
        passes.stream().limit(MOST_LINES).forEach(at -> {
            double x = x(at, area);
            g.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
        });
    }

    /** All bars of a state are one shape: a bar is then written in a few bytes. */
    private void bars(Graphics2D g, Rectangle2D area, double top, List<TaskLife> lives, Ink ink) {
        for (State state : State.values()) {
            Path2D bars = new Path2D.Double();
            for (int i = 0; i < lives.size(); i++) {
                long from = Math.max(begin, state.from(lives.get(i)));
                long to = Math.min(end, state.to(lives.get(i)));
                if (from < to) {
                    double middle = top + ROW * (i + 0.5);
                    bars.append(bar(x(from, area), x(to, area), middle, state.height), false);
                }
            }
            if (bars.getCurrentPoint() != null) {
                state.fill.paint(g, ink, bars);
            }
        }
    }

    private static Shape bar(double from, double to, double middle, double height) {
        return new Rectangle2D.Double(from, middle - height / 2, Math.max(0.5, to - from), height);
    }

    private double x(long at, Rectangle2D area) {
        return area.getMinX() + area.getWidth() * (at - begin) / Math.max(1, end - begin);
    }
}
