// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.font.FontRenderContext;
import java.util.Locale;

/**
 * A picture as SVG: on the page in two sizes and the page's colours, and alone in a file.
 *
 * @param wide in sentinel colours, see {@link Ink}
 * @param narrow as well
 */
record Drawing(Picture picture, String wide, String narrow) {
    private static final int TITLE_HEIGHT = 34;
    private static final int MARGIN = 12;

    static Drawing of(Picture picture) {
        return new Drawing(picture, draw(picture, Size.WIDE), draw(picture, Size.NARROW));
    }

    private static String draw(Picture picture, Size size) {
        return Svg.draw(size.idPrefix(picture.id()), g -> picture.brush().paint(g, size));
    }

    /** Whether text can be drawn: without any font Java fails at the first letter, and not always as an exception. */
    static boolean isPossible() {
        try {
            return Size.FONT
                            .getStringBounds("0", new FontRenderContext(null, true, true))
                            .getWidth()
                    > 0;
        } catch (RuntimeException | Error noFonts) {
            return false;
        }
    }

    /** Title, caption and both drawings, of which the style sheet shows the one that fits. */
    Html figure() {
        return Html.element(
                "figure",
                Html.attribute("id", "chart-" + picture.id()),
                Html.element("figcaption", Html.element("h3", picture.title()), Html.element("p", picture.caption())),
                Html.trusted(inline(wide, Size.WIDE)),
                Html.trusted(inline(narrow, Size.NARROW)));
    }

    private String inline(String drawing, Size size) {
        return """
                <svg xmlns="%s" class="%s" viewBox="0 0 %d %d" role="img" aria-label="%s">%s</svg>
                """.formatted(
                        Svg.NAMESPACE,
                        size.name().toLowerCase(Locale.ROOT),
                        size.width(),
                        picture.height(size),
                        Html.escape(picture.label()),
                        Ink.asVariables(drawing));
    }

    /** A file of its own: in light colours, on white, under its title. */
    String file() {
        int width = Size.WIDE.width() + 2 * MARGIN;
        int height = picture.height(Size.WIDE) + TITLE_HEIGHT + MARGIN;
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="%1$s" width="%2$d" height="%3$d" viewBox="%4$d %5$d %2$d %3$d" role="img" aria-label="%6$s">
                <title>%7$s</title>
                <rect x="%4$d" y="%5$d" width="%2$d" height="%3$d" fill="#ffffff"/>
                <text x="2" y="-12" font-family="%8$s" font-size="15" font-weight="bold" fill="%9$s">%7$s</text>
                %10$s</svg>
                """.formatted(
                        Svg.NAMESPACE,
                        width,
                        height,
                        -MARGIN,
                        -TITLE_HEIGHT,
                        Html.escape(picture.label()),
                        Html.escape(picture.title()),
                        Svg.FONTS,
                        Ink.TEXT.light(),
                        Ink.asLightColours(wide));
    }
}
