// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

/**
 * Leaves out points of a line that nobody could see. Of the points that share a column of the picture the first, the
 * lowest, the highest and the last are kept, which draws the same picture (M4 aggregation, Jugel et al., VLDB 2014).
 */
final class Thinning {
    private Thinning() {}

    static Line thin(Line line, long end, int columns) {
        if (line.time().length <= 4 * columns) {
            return line;
        }
        Line.Builder kept = new Line.Builder();
        int from = 0;
        while (from < line.time().length) {
            int to = from + 1;
            while (to < line.time().length && sameColumn(line, from, to, end, columns)) {
                to++;
            }
            keep(line, from, to, kept);
            from = to;
        }
        return kept.build(line.name(), line.ink(), line.dash());
    }

    /** A gap is a column of its own: it must neither vanish nor hide its neighbours. */
    private static boolean sameColumn(Line line, int i, int j, long end, int columns) {
        return !Double.isNaN(line.value()[i])
                && !Double.isNaN(line.value()[j])
                && column(line.time()[i], end, columns) == column(line.time()[j], end, columns);
    }

    private static long column(long time, long end, int columns) {
        return (long) ((double) time / Math.max(1, end) * columns);
    }

    private static void keep(Line line, int from, int to, Line.Builder kept) {
        int low = from;
        int high = from;
        for (int i = from; i < to; i++) {
            low = line.value()[i] < line.value()[low] ? i : low;
            high = line.value()[i] > line.value()[high] ? i : high;
        }
        int[] chosen = {from, Math.min(low, high), Math.max(low, high), to - 1};
        int last = -1;
        for (int i : chosen) {
            if (i != last) {
                kept.add(line.time()[i], line.value()[i]);
            }
            last = i;
        }
    }
}
