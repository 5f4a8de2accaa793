// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws the pictures of a page, and keeps them for the files. Where Java has no font it draws nothing. */
final class Easel {
    static final String NO_FONTS = "There are no charts: Java found no font on the machine that wrote this report."
            + " Install fontconfig and fonts-dejavu-core there and run again. The figures are all here.";

    private final Painter painter;
    private final boolean canDraw = Drawing.isPossible();
    private final List<Drawing> drawings = new ArrayList<>();

    /** @param marks the moments that charts mark */
    Easel(Clock clock, List<Mark> marks) {
        painter = new Painter(clock, marks);
    }

    boolean canDraw() {
        return canDraw;
    }

    /** The chart as a part of the page. */
    Html figure(Chart chart) {
        return figure(painter.picture(chart));
    }

    /** The picture as a part of the page. */
    Html figure(Picture picture) {
        if (!canDraw) {
            return Html.NOTHING;
        }
        Drawing drawing = Drawing.of(picture);
        drawings.add(drawing);
        return drawing.figure();
    }

    /** Writes all so far as {@code charts/NAME.svg} into a directory. @param png whether as {@code charts/NAME.png} too */
    void write(Path directory, boolean png) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("charts"));
        for (Drawing drawing : drawings) {
            Files.writeString(folder.resolve(drawing.picture().id() + ".svg"), drawing.file());
            if (png) {
                Png.write(drawing.picture(), folder.resolve(drawing.picture().id() + ".png"));
            }
        }
    }
}
