// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (lines). */
class StyleSheetTest {
    private static final double TEXT = 4.5;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textAndLinesStandOutFromThePage(String scheme) throws IOException {
        Map<String, String> colours = colours(scheme);
        for (String name : new String[] {
            "text", "muted", "accent", "good", "bad", "blue", "red", "teal", "violet", "ochre", "slate"
        }) {
            assertThat(contrast(colours.get(name), colours.get("page")))
                    .as(scheme + " " + name)
                    .isGreaterThanOrEqualTo(TEXT);
        }
        assertThat(contrast(colours.get("text"), colours.get("soft"))).isGreaterThanOrEqualTo(TEXT);
    }

    @Test
    void everyInkHasItsVariableInBothSchemesAndTheSameLightColour() throws IOException {
        for (Ink ink : Ink.values()) {
            String name = ink.variable().substring(2);
            assertThat(colours("light")).containsEntry(name, ink.light());
            assertThat(colours("dark")).containsKey(name);
        }
    }

    private static Map<String, String> colours(String scheme) throws IOException {
        try (InputStream css = StyleSheetTest.class.getResourceAsStream("colours.css")) {
            String text = new String(css.readAllBytes(), StandardCharsets.UTF_8);
            int dark = text.indexOf("prefers-color-scheme: dark");
            String part = scheme.equals("light") ? text.substring(0, dark) : text.substring(dark);
            Map<String, String> colours = new LinkedHashMap<>();
            Matcher matcher = Pattern.compile("--(\\w+): (#[0-9a-f]{6});").matcher(part);
            while (matcher.find()) {
                colours.put(matcher.group(1), matcher.group(2));
            }
            return colours;
        }
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
    }

    private static double linear(String colour, int at) {
        double share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
