// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.InstanceLife;
import io.ecsim.experiment.StepSeries;
import io.ecsim.experiment.TaskLife;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** A strip for each instance: how much of it tasks reserve over time, and whose tasks they are. */
final class InstanceStrips {
    /** More would be a pattern nobody reads. */
    static final int MOST_ROWS = 40;

    private static final int ROW = 26;
    private static final double FULL = 20;
    /** So many steps across the picture are told apart. */
    private static final int COLUMNS = 240;

    private static final int MOST_LETTERS = 7;

    private final Clock clock;
    private final List<InstanceLife> lives;
    private final List<String> owners;
    private final Function<InstanceLife.Reserved, StepSeries> what;
    private final ToIntFunction<InstanceLife> whole;

    private InstanceStrips(
            Clock clock,
            List<InstanceLife> lives,
            List<String> owners,
            Function<InstanceLife.Reserved, StepSeries> what,
            ToIntFunction<InstanceLife> whole) {
        this.clock = clock;
        this.lives = lives;
        this.owners = owners;
        this.what = what;
        this.whole = whole;
    }

    /** @param memory whether memory is shown, or CPU */
    static Picture picture(List<InstanceLife> lives, boolean memory, String caption, Clock clock) {
        Set<String> owners = new LinkedHashSet<>();
        lives.forEach(life -> owners.addAll(life.byOwner().keySet()));
        InstanceStrips strips = new InstanceStrips(
                clock,
                lives,
                List.copyOf(owners),
                memory ? InstanceLife.Reserved::memory : InstanceLife.Reserved::cpu,
                memory ? InstanceLife::memory : InstanceLife::cpu);
        String title = (memory ? "Memory" : "CPU") + " of each instance that tasks reserve, share of the instance";
        return new Picture("on-instances", title, caption, strips::height, strips::paint);
    }

    private List<Key.Entry> key() {
        List<Key.Entry> key = new ArrayList<>();
        for (int i = 0; i < owners.size(); i++) {
            key.add(new Key.Entry(owners.get(i), Ink.ofSeries(i), Fill.ofSeries(i), 9));
        }
        return key;
    }

    private int height(Size size) {
        return Key.height(key(), size) + lives.size() * ROW + Frame.SPACE_BELOW + 4;
    }

    private void paint(Graphics2D g, Size size) {
        Key.paint(g, key(), size);
        double top = Key.height(key(), size);
        Rectangle2D where = new Rectangle2D.Double(0, top, size.width(), height(size) - top);
        Rectangle2D area = Frame.paint(g, clock, where, size);
        for (int owner = 0; owner < owners.size(); owner++) {
            Path2D parts = new Path2D.Double();
            for (int i = 0; i < lives.size(); i++) {
                part(lives.get(i), owner, bottom(area, i), area, parts);
            }
            if (parts.getCurrentPoint() != null) {
                Fill.ofSeries(owner).paint(g, Ink.ofSeries(owner), parts);
            }
        }
        for (int i = 0; i < lives.size(); i++) {
            frame(g, lives.get(i), bottom(area, i), area);
        }
    }

    private static double bottom(Rectangle2D area, int row) {
        return area.getMinY() + ROW * (row + 1) - 3;
    }

    /** The instance's name, the line on which its strip stands for as long as it is there, and a cross where it went. */
    private void frame(Graphics2D g, InstanceLife life, double bottom, Rectangle2D area) {
        double from = x(life.registered(), area);
        double to = x(Math.min(life.left(), clock.end()), area);
        g.setPaint(Ink.MUTED.sentinel());
        g.setStroke(new BasicStroke(Frame.HAIRLINE));
        g.draw(new Line2D.Double(from, bottom, to, bottom));
        if (life.left() != TaskLife.NEVER) {
            g.draw(new Line2D.Double(to - 3, bottom - 3, to + 3, bottom + 3));
            g.draw(new Line2D.Double(to - 3, bottom + 3, to + 3, bottom - 3));
        }
        g.setFont(Size.FONT.deriveFont(10f));
        String name = shortName(life.instance());
        double width = g.getFontMetrics().stringWidth(name);
        g.drawString(name, (float) (area.getMinX() - 5 - width), (float) bottom - 4);
    }

    static String shortName(String instance) {
        return instance.length() <= MOST_LETTERS ? instance : "…" + instance.substring(instance.length() - 6);
    }

    /** What the owner's tasks reserve, on top of what those of the owners before it do. */
    private void part(InstanceLife life, int owner, double bottom, Rectangle2D area, Path2D out) {
        InstanceLife.Reserved own = life.byOwner().get(owners.get(owner));
        if (own == null) {
            return;
        }
        List<StepSeries> below = new ArrayList<>();
        for (String each : owners.subList(0, owner)) {
            if (life.byOwner().containsKey(each)) {
                below.add(what.apply(life.byOwner().get(each)));
            }
        }
        double unit = FULL / Math.max(1, whole.applyAsInt(life));
        long end = Math.min(life.left(), clock.end());
        double width = (double) Math.max(1, end) / COLUMNS;
        double x = 0;
        int low = 0;
        int high = 0;
        for (long at : moments(own, below, life.registered(), end, width)) {
            int nextLow = at == end
                    ? 0
                    : below.stream().mapToInt(series -> series.at(at)).sum();
            int nextHigh = at == end ? 0 : nextLow + what.apply(own).at(at);
            double next = x(at, area);
            if (high > low && (nextLow != low || nextHigh != high || at == end)) {
                out.append(new Rectangle2D.Double(x, bottom - unit * high, next - x, unit * (high - low)), false);
            }
            if (nextLow != low || nextHigh != high || high == low) {
                x = next;
                low = nextLow;
                high = nextHigh;
            }
        }
    }

    /** When something changes, but no more often than once in a column. */
    private List<Long> moments(InstanceLife.Reserved own, List<StepSeries> below, long from, long end, double column) {
        TreeSet<Long> all = new TreeSet<>();
        all.add(from);
        below.forEach(series -> add(series, end, all));
        add(what.apply(own), end, all);
        List<Long> kept = new ArrayList<>();
        for (long at : all) {
            int last = kept.size() - 1;
            if (last > 0 && (long) (kept.get(last) / column) == (long) (at / column)) {
                kept.set(last, at);
            } else {
                kept.add(at);
            }
        }
        kept.add(end);
        return kept;
    }

    private static void add(StepSeries series, long end, Set<Long> to) {
        for (long at : series.time()) {
            if (at < end) {
                to.add(at);
            }
        }
    }

    private double x(long at, Rectangle2D area) {
        return area.getMinX() + area.getWidth() * at / Math.max(1, clock.end());
    }
}
