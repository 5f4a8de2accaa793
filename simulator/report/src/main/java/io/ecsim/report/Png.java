// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture as PNG, for where SVG is not taken: in light colours, on white, under its title, two dots a pixel. */
final class Png {
    private static final int DOTS = 2;
    private static final int TITLE_HEIGHT = 34;
    private static final int MARGIN = 12;

    private Png() {}

    static void write(Picture picture, Path file) throws IOException {
        int width = DOTS * (Size.WIDE.width() + 2 * MARGIN);
        int height = DOTS * (picture.height(Size.WIDE) + TITLE_HEIGHT + MARGIN);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setPaint(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.scale(DOTS, DOTS);
        g.translate(MARGIN, TITLE_HEIGHT);
        g.setPaint(Ink.TEXT.sentinel());
        g.setFont(Size.FONT.deriveFont(Font.BOLD, 15f));
        g.drawString(picture.title(), 2, -12);
        picture.brush().paint(g, Size.WIDE);
        g.dispose();
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("this Java cannot write PNG");
        }
    }
}
