// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.awt.Color;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a chart is drawn with. Charts are drawn once in sentinel colours that stand for these; afterwards each becomes
 * a style variable of the page, which knows light and dark, or the light colour where the chart stands alone.
 */
enum Ink {
    TEXT("#1c2126"),
    MUTED("#59636e"),
    GRID("#e2e5e8"),
    BLUE("#0b62ad"),
    RED("#b83a0b"),
    TEAL("#0a7a5e"),
    VIOLET("#7a3fa0"),
    OCHRE("#8a6100"),
    SLATE("#4d5b6a"),
    PAGE("#ffffff");

    private static final Ink[] ALL = values();
    /** One for each line of a chart, in order. */
    private static final Ink[] SERIES = {BLUE, RED, TEAL, VIOLET, OCHRE, SLATE};

    private static final Pattern SENTINEL = Pattern.compile("rgb\\(1,2,(\\d+)\\)");
    /** Keeps clear of small numbers, so that no sentinel is written as a colour with a name. */
    private static final int OFFSET = 100;

    private static final int OPAQUE = 255;

    private final String light;

    Ink(String light) {
        this.light = light;
    }

    static Ink ofSeries(int i) {
        return SERIES[i % SERIES.length];
    }

    /** The name of the style variable. */
    String variable() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }

    String light() {
        return light;
    }

    Color sentinel() {
        return new Sentinel(this, OPAQUE);
    }

    /** @param alpha from 0, nothing, to 255, all of it */
    Color sentinel(int alpha) {
        return new Sentinel(this, alpha);
    }

    /**
     * Two ask for a colour: Batik for its parts, which are the sentinel's, and a raster for the whole, which is the light
     * colour. So one drawing serves SVG and PNG.
     */
    private static final class Sentinel extends Color {
        private static final long serialVersionUID = 1L;

        private final int light;

        private Sentinel(Ink ink, int alpha) {
            super(1, 2, OFFSET + ink.ordinal(), alpha);
            light = alpha << 24 | Integer.parseInt(ink.light.substring(1), 16);
        }

        @Override
        public int getRed() {
            return super.getRGB() >> 16 & 0xff;
        }

        @Override
        public int getGreen() {
            return super.getRGB() >> 8 & 0xff;
        }

        @Override
        public int getBlue() {
            return super.getRGB() & 0xff;
        }

        @Override
        public int getAlpha() {
            return super.getRGB() >>> 24;
        }

        @Override
        public int getRGB() {
            return light;
        }
    }

    static String asVariables(String svg) {
        return replaceSentinels(svg, true);
    }

    static String asLightColours(String svg) {
        return replaceSentinels(svg, false);
    }

    private static String replaceSentinels(String svg, boolean variables) {
        Matcher matcher = SENTINEL.matcher(svg);
        return matcher.replaceAll(found -> {
            Ink ink = ALL[Integer.parseInt(found.group(1)) - OFFSET];
            return variables ? "var(" + ink.variable() + ")" : ink.light;
        });
    }
}
