// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Text becomes nodes. Whatever is wrong with the text is a problem with its place, never an exception. */
final class Document {
    static final int MAX_BYTES = 50_000_000;

    /** The YAML scanner's time grows with the square of a line's length. */
    private static final int MAX_YAML_LINE = 1_000_000;

    /** Ours are checked in {@link TreeBuilder}, with a place; the parsers' own only have to lie beyond them. */
    private static final StreamReadConstraints BEYOND_OURS = StreamReadConstraints.builder()
            .maxNestingDepth(1_000)
            .maxStringLength(MAX_BYTES)
            .maxNameLength(MAX_BYTES)
            .maxNumberLength(MAX_BYTES)
            .build();

    private Document() {}

    /** Loaded by the first JSON document. */
    private static final class Json {
        static final JsonFactory FACTORY = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                .streamReadConstraints(BEYOND_OURS)
                .build();
    }

    /** Loaded by the first YAML document. */
    private static final class Yaml {
        static final YAMLFactory FACTORY = YAMLFactory.builder()
                .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .loadSettings(LoadSettings.builder()
                        .setCodePointLimit(MAX_BYTES)
                        .setAllowDuplicateKeys(true)
                        .build())
                .streamReadConstraints(BEYOND_OURS)
                .build();
    }

    /**
     * Reads a file, as JSON or YAML by the end of its name.
     *
     * @param namedAt where the file is named, for the message when there is none
     * @return null when a problem was added
     */
    static Node read(Path file, Position namedAt, List<Problem> problems) {
        String text = text(file, namedAt, MAX_BYTES, problems);
        if (text == null) {
            return null;
        }
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        if (!json && hasEndlessLine(text, Source.of(file), problems)) {
            return null;
        }
        return parse(text, json, Source.of(file), problems);
    }

    private static boolean hasEndlessLine(String text, Source source, List<Problem> problems) {
        int start = 0;
        for (int line = 1; start <= text.length(); line++) {
            int end = text.indexOf('\n', start);
            int length = (end < 0 ? text.length() : end) - start;
            if (length > MAX_YAML_LINE) {
                String found = String.format(
                        Locale.ROOT, "The line has %,d characters; at most %,d are read.", length, MAX_YAML_LINE);
                problems.add(Problem.of(source.at(line, 1), "", found));
                return true;
            }
            start = end < 0 ? text.length() + 1 : end + 1;
        }
        return false;
    }

    /** Parses a value as YAML; its place is its source. */
    static Node parseValue(String text, Source source, List<Problem> problems) {
        return text.isBlank()
                ? new Node.Scalar(source.whole(), Node.Kind.NULL, "")
                : parse(text, false, source, problems);
    }

    static Node parse(String text, boolean json, Source source, List<Problem> problems) {
        TokenStreamFactory factory = json ? Json.FACTORY : Yaml.FACTORY;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            return new TreeBuilder(parser, source, problems).build();
        } catch (JacksonException e) {
            problems.add(notParsed(e, text, source));
        }
        return null;
    }

    /** A file's text in UTF-8, without a byte order mark; null when a problem was added. */
    static String text(Path file, Position namedAt, int maxBytes, List<Problem> problems) {
        String shown = file.toString();
        try {
            if (Files.isDirectory(file) || !Files.exists(file)) {
                String what = Files.exists(file) ? " is a folder, not a file." : " does not exist.";
                problems.add(Problem.of(namedAt, "", shown + what));
                return null;
            }
            if (Files.size(file) > maxBytes) {
                String size =
                        String.format(Locale.ROOT, "%,d bytes; at most %,d are read.", Files.size(file), maxBytes);
                problems.add(Problem.of(Source.of(file).whole(), "", "The file has " + size));
                return null;
            }
            return decode(Files.readAllBytes(file), Source.of(file), problems);
        } catch (IOException e) {
            problems.add(Problem.of(
                    namedAt, "", shown + " cannot be read: " + e.getClass().getSimpleName() + "."));
            return null;
        }
    }

    private static String decode(byte[] bytes, Source source, List<Problem> problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            problems.add(Problem.of(place(text, text.length(), source), "", "The text is not UTF-8 from here on."));
            return null;
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Position place(String text, int index, Source source) {
        int lineStart = text.lastIndexOf('\n', index - 1) + 1;
        int line = (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return source.at(line, index - lineStart + 1);
    }

    private static Problem notParsed(JacksonException e, String text, Source source) {
        if (e.getCause() instanceof ReaderException unprintable) {
            return unprintable(unprintable, text, source);
        }
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            return marked(marked, source);
        }
        TokenStreamLocation at = e.getLocation();
        Position position =
                at == null || at.getLineNr() < 1 ? source.whole() : source.at(at.getLineNr(), at.getColumnNr());
        return Problem.of(position, "", sentence(e.getOriginalMessage()));
    }

    private static Problem marked(MarkedYamlEngineException e, Source source) {
        Optional<Mark> mark = e.getProblemMark();
        Position position = mark.isEmpty()
                ? source.whole()
                : source.at(mark.get().getLine() + 1, mark.get().getColumn() + 1);
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        return Problem.of(position, "", sentence(e.getProblem() + context));
    }

    private static Problem unprintable(ReaderException e, String text, Source source) {
        int index = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
        String code = String.format(Locale.ROOT, "U+%04X", e.getCodePoint());
        return Problem.of(place(text, index, source), "", "The character " + code + " is not allowed in YAML.");
    }

    /** One line, without the parser's own idea of the place. */
    private static String sentence(String message) {
        String words = message.replaceAll("\\s+", " ")
                .replaceAll(" \\(start marker at \\[.*]\\)", "")
                .strip();
        return Text.sentence(Character.toUpperCase(words.charAt(0)) + Text.printable(words.substring(1)));
    }
}
