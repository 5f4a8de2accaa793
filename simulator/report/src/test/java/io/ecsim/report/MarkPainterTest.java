// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is marked, every number is there once, in order, and none is written over another. */
class MarkPainterTest {
    private static final Pattern TEXT =
            Pattern.compile("<text x=\"([^\"]+)\"[^>]*>([^<]+)<|<text[^>]* x=\"([^\"]+)\"[^>]*>([^<]+)<");
    private static final long END = 86_400 * Clock.SECOND;

    private record Label(double x, double width, int first, int last) {}

    @ParameterizedTest
    @EnumSource(Size.class)
    void numbersNeverOverlap(Size size) {
        Random random = new Random(7);
        for (int run = 0; run < 40; run++) {
            int n = 1 + random.nextInt(Marks.MOST);
            List<Mark> marks = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                Mark.Kind kind = random.nextBoolean() ? Mark.Kind.EVENT : Mark.Kind.DEPLOYMENT;
                marks.add(new Mark((long) (random.nextDouble() * END), kind, "shop:" + i, ""));
            }
            marks.sort(Comparator.comparingLong(Mark::time));
            int next = 1;
            double written = Double.NEGATIVE_INFINITY;
            for (Label label : labels(marks, size)) {
                assertThat(label.first()).isEqualTo(next);
                assertThat(label.x()).isGreaterThan(written);
                written = label.x() + label.width();
                next = label.last() + 1;
            }
            assertThat(next).isEqualTo(n + 1);
        }
    }

    private static List<Label> labels(List<Mark> marks, Size size) {
        List<Label> labels = new ArrayList<>();
        String svg = Svg.draw("x", g -> {
            Rectangle2D area = new Rectangle2D.Double(size.left(), 20, size.width() - size.left() - 22, 100);
            new MarkPainter(g, area, END, size).paint(marks, List.of());
        });
        for (MatchResult found : TEXT.matcher(svg).results().toList()) {
            double x = Double.parseDouble(found.group(1) == null ? found.group(3) : found.group(1));
            String text = found.group(2) == null ? found.group(4) : found.group(2);
            String[] numbers = text.split(" ")[0].split("–");
            labels.add(new Label(
                    x, width(text), Integer.parseInt(numbers[0]), Integer.parseInt(numbers[numbers.length - 1])));
        }
        return labels;
    }

    private static double width(String text) {
        return Size.FONT
                .deriveFont(11f)
                .getStringBounds(text, new java.awt.font.FontRenderContext(null, true, true))
                .getWidth();
    }
}
