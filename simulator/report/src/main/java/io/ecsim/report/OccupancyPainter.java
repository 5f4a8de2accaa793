// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.Occupancy;
import io.ecsim.report.OccupancyColumns.Block;
import io.ecsim.report.OccupancyColumns.Column;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Draws instances as columns, by zone, narrower where there are more. On its left side a column is filled by the tasks'
 * shares of its CPU, on its right side by those of its memory: what is empty on one side only is free and of no use.
 */
final class OccupancyPainter {
    private static final int COLUMN_HEIGHT = 120;
    private static final int ABOVE = 22;
    private static final int BELOW = 20;
    private static final int PANEL_GAP = 8;
    private static final int BETWEEN_ZONES = 26;
    private static final double WIDEST = 46;
    private static final double SIDE = 0.38;
    private static final double LETTERS_FROM = 24;
    private static final double NAMES_FROM = 42;
    /** Narrower columns have their CPU above and their memory below, in place of both side by side. */
    private static final double SIDES_FROM = 12;

    private static final double THICK = 11;
    private static final int LETTER = 8;
    private static final BasicStroke LINE = new BasicStroke(1f);
    private static final BasicStroke DASHED =
            new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4, 3}, 0);

    /** Behind the tasks of an instance that takes more, and of one that does not. */
    private static final Color OPEN = Ink.GRID.sentinel();

    private static final Color CLOSED = Ink.MUTED.sentinel();

    private final Looks looks;
    private final Size size;
    private final Map<String, List<Column>> zones;
    private final double width;
    private final double gap;
    /** What narrow columns are made of, by colour: one shape of each, for they are thousands. */
    private final Map<Color, Path2D> stacked = new LinkedHashMap<>();

    OccupancyPainter(Occupancy occupancy, Looks looks, Size size) {
        this.looks = looks;
        this.size = size;
        OccupancyColumns columns = columns(occupancy, size);
        this.zones = columns.byZone();
        boolean oneRow = size == Size.WIDE;
        int inRow = oneRow
                ? columns.count()
                : zones.values().stream().mapToInt(List::size).max().orElse(1);
        double room = size.width() - (oneRow ? (zones.size() - 1.0) * BETWEEN_ZONES : 0);
        double each = Math.min(WIDEST + 6, room / Math.max(1, inRow));
        this.gap = each > LETTERS_FROM ? 6 : each > 8 ? 2 : 0.6;
        this.width = each - gap;
    }

    /** At most so many columns as can be told apart. */
    static OccupancyColumns columns(Occupancy occupancy, Size size) {
        int zones = (int) occupancy.instances().stream()
                .map(Occupancy.Place::availabilityZone)
                .distinct()
                .count();
        return OccupancyColumns.of(occupancy, size == Size.WIDE ? 200 : 70 * Math.max(1, zones));
    }

    int height() {
        int row = ABOVE + COLUMN_HEIGHT + BELOW;
        return size == Size.WIDE ? row : row * Math.max(1, zones.size());
    }

    void paint(Graphics2D g) {
        g.setFont(Size.FONT);
        stacked.clear();
        stacked.put(OPEN, new Path2D.Double());
        stacked.put(CLOSED, new Path2D.Double());
        double x = 0;
        double y = 0;
        for (Map.Entry<String, List<Column>> zone : zones.entrySet()) {
            g.setPaint(Ink.MUTED.sentinel());
            g.drawString(heading(zone.getKey()), (float) x, (float) (y + 14));
            double left = x;
            for (Column column : zone.getValue()) {
                paint(g, column, left, y + ABOVE);
                left += width + gap;
            }
            if (size == Size.WIDE) {
                x = Math.max(left, x + LETTER * heading(zone.getKey()).length()) + BETWEEN_ZONES - gap;
            } else {
                y += ABOVE + COLUMN_HEIGHT + BELOW;
            }
        }
        stacked.values().removeIf(shape -> shape.getCurrentPoint() == null);
        stacked.forEach((colour, shape) -> {
            g.setPaint(colour);
            g.fill(shape);
        });
    }

    private String heading(String zone) {
        return width < SIDES_FROM ? zone + ", CPU over memory" : zone;
    }

    private void paint(Graphics2D g, Column column, double x, double y) {
        if (width < SIDES_FROM) {
            stack(column, x, y, Block::cpu);
            stack(column, x, y + (COLUMN_HEIGHT + PANEL_GAP) / 2.0, Block::memory);
            return;
        }
        g.setPaint(Ink.GRID.sentinel());
        g.fill(new Rectangle2D.Double(x, y, width, COLUMN_HEIGHT));
        double cpu = 0;
        double memory = 0;
        for (Block block : column.blocks()) {
            paint(g, block, x, y + COLUMN_HEIGHT * (1 - cpu), y + COLUMN_HEIGHT * (1 - memory));
            cpu += block.cpu();
            memory += block.memory();
        }
        g.setPaint(Ink.MUTED.sentinel());
        g.setStroke(column.open() ? LINE : DASHED);
        g.draw(new Rectangle2D.Double(x, y, width, COLUMN_HEIGHT));
        if (width >= NAMES_FROM) {
            g.setPaint(Ink.MUTED.sentinel());
            g.drawString(column.name(), (float) (x - 1), (float) (y + COLUMN_HEIGHT + 15));
        }
    }

    /** Shares of one resource in half the height; without lines, which would be all that is seen. */
    private void stack(Column column, double x, double y, ToDoubleFunction<Block> share) {
        double height = (COLUMN_HEIGHT - PANEL_GAP) / 2.0;
        stack(column.open() ? OPEN : CLOSED, x, y, height);
        double top = y + height;
        for (Block block : column.blocks()) {
            double high = height * share.applyAsDouble(block);
            top -= high;
            Looks.Look look = looks.of(block.taskDefinition());
            stack(look.ink().sentinel(strength(look.fill())), x, top, high);
        }
    }

    private void stack(Color colour, double x, double y, double height) {
        stacked.computeIfAbsent(colour, c -> new Path2D.Double())
                .append(new Rectangle2D.Double(x, y, width, height), false);
    }

    private static int strength(Fill fill) {
        return switch (fill) {
            case SOLID -> 255;
            case LIGHT -> 150;
            case OUTLINE -> 90;
        };
    }

    /** A block whose lower edge is at two heights. */
    private void paint(Graphics2D g, Block block, double x, double lowCpu, double lowMemory) {
        Looks.Look look = looks.of(block.taskDefinition());
        double highCpu = lowCpu - COLUMN_HEIGHT * block.cpu();
        double highMemory = lowMemory - COLUMN_HEIGHT * block.memory();
        double[] across = {x, x + SIDE * width, x + (1 - SIDE) * width, x + width};
        Path2D path = new Path2D.Double();
        path.moveTo(across[0], highCpu);
        path.lineTo(across[1], highCpu);
        path.lineTo(across[2], highMemory);
        path.lineTo(across[3], highMemory);
        path.lineTo(across[3], lowMemory);
        path.lineTo(across[2], lowMemory);
        path.lineTo(across[1], lowCpu);
        path.lineTo(across[0], lowCpu);
        path.closePath();
        look.fill().paint(g, look.ink(), path);
        if (look.fill() == Fill.SOLID) {
            g.setPaint(Ink.PAGE.sentinel());
            g.setStroke(LINE);
            g.draw(path);
        }
        name(g, block, new double[] {highCpu, lowCpu}, new double[] {highMemory, lowMemory}, x);
    }

    /** On its thicker side, if there is room. */
    private void name(Graphics2D g, Block block, double[] cpu, double[] memory, double x) {
        boolean byCpu = block.cpu() >= block.memory();
        double[] edges = byCpu ? cpu : memory;
        boolean slanted = Math.abs(cpu[0] - memory[0]) + Math.abs(cpu[1] - memory[1]) > THICK;
        double room = slanted ? (1 - SIDE) * width : width;
        Looks.Look look = looks.of(block.taskDefinition());
        String whole = look.label() + (block.tasks() > 1 ? "×" + block.tasks() : "");
        String says = whole.length() * LETTER <= room ? whole : look.label();
        if (width >= LETTERS_FROM && edges[1] - edges[0] >= THICK && says.length() * LETTER <= room) {
            double left = byCpu ? x + 3 : x + width - LETTER * says.length() - 1;
            g.setPaint(look.text().sentinel());
            g.drawString(says, (float) left, (float) ((edges[0] + edges[1]) / 2 + 4));
        }
    }
}
