// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiment.RunOutcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {
    private static final String HOSTILE = "<script>alert('1')</script>&\"";
    private static final int CHART_BYTES = 100_000;
    private static final int PAGE_BYTES = 2_500_000;

    @TempDir
    Path directory;

    static Stream<RunOutcome> outcomes() {
        return Stream.of(
                SyntheticRuns.empty(),
                SyntheticRuns.oneTask(),
                SyntheticDay.of("shop"),
                SyntheticDay.of("shop", "stock", "mail"),
                SyntheticDay.of("a", "b", "c", "d", "e", "f", "g", "h"),
                SyntheticDay.of(HOSTILE));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void thePageAndItsChartsAreWellFormedAndSmall(RunOutcome outcome) throws Exception {
        for (Map.Entry<String, String> file : written(outcome).entrySet()) {
            parse(file.getValue());
            assertThat(file.getValue().length())
                    .as(file.getKey())
                    .isLessThan(file.getKey().endsWith(".svg") ? CHART_BYTES : PAGE_BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void nothingIsFetchedAndNothingIsRun(RunOutcome outcome) throws Exception {
        for (String text : written(outcome).values()) {
            assertThat(text.replace("\"" + Svg.NAMESPACE + "\"", ""))
                    .doesNotContain("http:", "https:", "<script", "javascript:");
            assertThat(all(parse(text), "*"))
                    .noneMatch(element -> element.hasAttribute("src")
                            || !element.getAttribute("href").matches("|#.+"));
        }
        assertThat(page(outcome))
                .contains("default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:");
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void noTwoElementsShareAnIdAndEveryReferenceHasItsElement(RunOutcome outcome) throws Exception {
        String page = page(outcome);
        List<String> ids = all(parse(page), "*").stream()
                .map(e -> e.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        List<String> references = new ArrayList<>();
        java.util.regex.Pattern.compile("url\\(#([^)]+)\\)")
                .matcher(page)
                .results()
                .forEach(r -> references.add(r.group(1)));
        all(parse(page), "section").forEach(section -> references.add(section.getAttribute("aria-labelledby")));
        all(parse(page), "a")
                .forEach(link -> references.add(link.getAttribute("href").substring(1)));
        assertThat(ids).containsAll(references);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyChartHasATitleALabelAndADrawingForEachWidth(RunOutcome outcome) throws Exception {
        for (Element figure : all(parse(page(outcome)), "figure")) {
            assertThat(all(figure, "h3"))
                    .hasSize(1)
                    .noneMatch(title -> title.getTextContent().isBlank());
            assertThat(all(figure, "svg"))
                    .extracting(svg -> svg.getAttribute("class"))
                    .containsExactly("wide", "narrow");
            assertThat(all(figure, "svg"))
                    .allMatch(svg -> svg.getAttribute("role").equals("img")
                            && svg.getAttribute("aria-label")
                                    .startsWith(all(figure, "h3")
                                            .get(0)
                                            .getTextContent()
                                            .strip()));
        }
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyTableHasACaptionAndHeadsWithAScope(RunOutcome outcome) throws Exception {
        for (Element table : all(parse(page(outcome)), "table")) {
            assertThat(all(table, "caption")).hasSize(1);
            assertThat(all(table, "th"))
                    .isNotEmpty()
                    .allMatch(head -> head.getAttribute("scope").matches("col|row"));
        }
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void headingsGoDownOneLevelAtATime(RunOutcome outcome) throws Exception {
        int level = 0;
        for (Element element : all(parse(page(outcome)), "*")) {
            if (element.getTagName().matches("h[1-6]")) {
                int next = element.getTagName().charAt(1) - '0';
                assertThat(next).as(element.getTextContent()).isBetween(level == 0 ? 1 : 2, level + 1);
                level = next;
            }
        }
        assertThat(level).isPositive();
    }

    @Test
    void aPictureAsPngIsInTheColoursOfItsSvg() throws Exception {
        Path folder = Files.createTempDirectory(directory, "report");
        Report.write(SyntheticDay.of("shop"), folder, true);
        BufferedImage image = ImageIO.read(folder.resolve("charts/tasks.png").toFile());
        assertThat(image.getWidth()).isEqualTo(2 * (Size.WIDE.width() + 24));
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        assertThat(colours).contains(0xffffff, Integer.parseInt(Ink.BLUE.light().substring(1), 16));
        for (Ink ink : Ink.values()) {
            assertThat(colours).doesNotContain(0x010264 + ink.ordinal());
        }
        try (Stream<Path> files = Files.list(folder.resolve("charts"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".png"))).hasSize(14);
        }
    }

    @Test
    void chartsTakeTheirColoursFromTheStyleSheetAndFilesBringTheirOwn() throws Exception {
        Map<String, String> files = written(SyntheticDay.of("shop"));
        assertThat(files.get("index.html"))
                .contains("prefers-color-scheme: dark", "var(--blue)", "var(--grid)")
                .doesNotContain("rgb(1,2,");
        assertThat(files.get("charts/tasks.svg")).contains(Ink.BLUE.light()).doesNotContain("var(", "rgb(1,2,");
    }

    @Test
    void aDayOfAScaledServiceHasItsFourteenPictures() throws Exception {
        assertThat(written(SyntheticDay.of("shop")).keySet())
                .containsExactly(
                        "charts/cost.svg",
                        "charts/deployment-1.svg",
                        "charts/deployment-2.svg",
                        "charts/errors.svg",
                        "charts/instances.svg",
                        "charts/on-instances.svg",
                        "charts/placement-end.svg",
                        "charts/placement-first-placed.svg",
                        "charts/placement-most-tasks.svg",
                        "charts/reservation.svg",
                        "charts/response-time.svg",
                        "charts/tasks.svg",
                        "charts/traffic.svg",
                        "charts/utilisation.svg",
                        "index.html");
    }

    @Test
    void aRunWithoutTrafficHasNoEmptyCharts() throws Exception {
        assertThat(written(SyntheticRuns.oneTask()).keySet())
                .containsExactly(
                        "charts/cost.svg",
                        "charts/instances.svg",
                        "charts/on-instances.svg",
                        "charts/placement-first-placed.svg",
                        "charts/tasks.svg",
                        "index.html");
        assertThat(written(SyntheticRuns.empty()).keySet()).containsExactly("index.html");
    }

    @Test
    void ofManyServicesTheBusiestSixAreDrawn() throws Exception {
        RunOutcome outcome = SyntheticDay.of("a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(ServiceCharts.shown(outcome)).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(page(outcome))
                .contains("Of 8 services the busiest 6 are drawn.", "Running tasks, by service", "Charts of f")
                .contains("Response time of f, ms", "Tasks of f")
                .doesNotContain("Charts of g");
    }

    @Test
    void hostileNamesStayText() throws Exception {
        Document page = parse(page(SyntheticDay.of(HOSTILE)));
        assertThat(all(page, "script")).isEmpty();
        assertThat(all(page, "h1").get(0).getTextContent().strip()).isEqualTo(HOSTILE);
    }

    @Test
    void theSameOutcomeGivesTheSameBytes() throws Exception {
        assertThat(written(SyntheticDay.of("shop", "stock"))).isEqualTo(written(SyntheticDay.of("shop", "stock")));
    }

    @Test
    void theVerdictCountsWhatWasMissedAndNamesWhatWasCutShort() throws Exception {
        RunOutcome day = SyntheticDay.of("shop");
        assertThat(page(day)).contains("✗ 1 of 2 expectations missed").doesNotContain("Partial");
        RunOutcome partial = new RunOutcome(
                day.scenario(),
                day.command(),
                SyntheticRuns.result(Map.of(), 0, 0),
                day.summary(),
                day.recording(),
                day.fingerprint(),
                day.expectations().subList(1, 2),
                true,
                1);
        assertThat(page(partial))
                .contains("✓ The expectation holds", "Partial: interrupted after 10" + Figures.SPACE + "min of 24");
    }

    private Map<String, String> written(RunOutcome outcome) throws IOException {
        Path folder = Files.createTempDirectory(directory, "report");
        Report.write(outcome, folder, false);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path path : paths.toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return files;
    }

    private String page(RunOutcome outcome) throws IOException {
        return written(outcome).get("index.html");
    }

    private static Document parse(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> all(Document document, String tag) {
        return elements(document.getElementsByTagName(tag));
    }

    private static List<Element> all(Element parent, String tag) {
        return elements(parent.getElementsByTagName(tag));
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
