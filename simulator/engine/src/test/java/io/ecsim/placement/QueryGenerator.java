// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.placement.PlainQuery.And;
import io.ecsim.placement.PlainQuery.Comparison;
import io.ecsim.placement.PlainQuery.Count;
import io.ecsim.placement.PlainQuery.Date;
import io.ecsim.placement.PlainQuery.Meaning;
import io.ecsim.placement.PlainQuery.Not;
import io.ecsim.placement.PlainQuery.Or;
import io.ecsim.placement.PlainQuery.Pattern;
import io.ecsim.placement.PlainQuery.Text;
import io.ecsim.placement.PlainQuery.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Random expressions: as trees, as tokens in one of their legal spellings, as text in one of its legal spacings. */
final class QueryGenerator {
    static final List<String> NAMES = List.of(
            "stack", "Stack", "ecs.instance-type", "ecs.availability-zone", "rack_1", "a/b", "a\\b", "or", "not", "in");
    static final List<String> GROUPS = List.of("service:web", "service:db", "family:job", "database", "or");
    static final List<String> IDS = List.of("i-0a", "i-0b", "i-1a", "I-0a");
    static final List<String> TEXTS = List.of(
            "prod",
            "Prod",
            "test",
            "t2.micro",
            "t2.small",
            "t3.micro",
            "10",
            "9",
            "-3",
            "1.50",
            "1.5",
            "0.9",
            "2026",
            "a b, [c](d)",
            "it's",
            "say \"x\"",
            "",
            "x||y&&z",
            "=!",
            "and",
            "not",
            "in",
            "exists",
            "é");

    private static final Map<String, String> SIGNS = Map.of(
            "equals",
            "==",
            "not_equals",
            "!=",
            "greater_than",
            ">",
            "greater_than_equal",
            ">=",
            "less_than",
            "<",
            "less_than_equal",
            "<=",
            "matches",
            "=~",
            "not_matches",
            "!~",
            "not_in",
            "!in",
            "not_exists",
            "!exists");
    private static final List<String> ORDER =
            List.of("equals", "not_equals", "greater_than", "greater_than_equal", "less_than", "less_than_equal");
    private static final List<String> TEXT = List.of("equals", "not_equals", "in", "not_in", "matches", "not_matches");
    private static final List<String> GROUP =
            List.of("equals", "not_equals", "in", "not_in", "matches", "not_matches", "exists", "not_exists");

    /** QL-4. */
    static final Map<String, List<String>> OPERATORS = Map.of(
            "agentConnected", TEXT,
            "ec2InstanceId", TEXT,
            "agentVersion", ORDER,
            "registeredAt", ORDER,
            "runningTasksCount", ORDER,
            "task:group", GROUP,
            "attribute:",
                    java.util.stream.Stream.concat(GROUP.stream(), ORDER.stream())
                            .distinct()
                            .toList());

    private static final List<String> SUBJECTS =
            OPERATORS.keySet().stream().sorted().toList();

    enum Kind {
        WORD,
        SIGN,
        BRACKET,
        BARE,
        QUOTED
    }

    record Token(Kind kind, String text) {}

    private final SplittableRandom random;

    QueryGenerator(SplittableRandom random) {
        this.random = random;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    PlainQuery tree(int depth) {
        int shape = depth == 0 ? 0 : random.nextInt(5);
        return switch (shape) {
            case 1 -> new Not(tree(depth - 1));
            case 2, 3 -> new And(tree(depth - 1), tree(depth - 1));
            case 4 -> new Or(tree(depth - 1), tree(depth - 1));
            default -> comparison();
        };
    }

    private Comparison comparison() {
        String subject = one(SUBJECTS);
        String operator = one(OPERATORS.get(subject));
        List<Meaning> values = new ArrayList<>();
        int count = operator.endsWith("exists") ? 0 : operator.endsWith("in") ? 1 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) {
            values.add(value(subject, operator));
        }
        return new Comparison(subject, subject.equals("attribute:") ? one(NAMES) : null, operator, values);
    }

    private Meaning value(String subject, String operator) {
        return switch (subject) {
            case "agentVersion" -> version();
            case "runningTasksCount" -> new Count(random.nextInt(6));
            case "registeredAt" -> date();
            case "agentConnected" -> text(operator, List.of("true", "false"));
            case "ec2InstanceId" -> text(operator, IDS);
            case "task:group" -> text(operator, GROUPS);
            default -> text(operator, TEXTS);
        };
    }

    Version version() {
        return new Version(1 + random.nextInt(2), one(List.of(9, 14, 94, 105)), random.nextInt(3));
    }

    Date date() {
        boolean midnight = random.nextBoolean();
        return midnight
                ? new Date(1 + random.nextInt(4), 0, 0, 0)
                : new Date(1 + random.nextInt(4), one(List.of(0, 9, 23)), one(List.of(0, 59)), one(List.of(0, 1)));
    }

    private Meaning text(String operator, List<String> values) {
        String value = one(values);
        if (!operator.endsWith("matches")) {
            return new Text(value);
        }
        String start = value.substring(0, Math.min(value.length(), random.nextInt(4)));
        String other = one(values);
        return switch (random.nextInt(5)) {
            case 0 -> new Pattern(escaped(start) + ".*", text -> text.startsWith(start));
            case 1 -> new Pattern(".*" + escaped(start) + ".*", text -> text.contains(start));
            case 2 ->
                new Pattern(
                        "(" + escaped(value) + "|" + escaped(other) + ")",
                        text -> text.equals(value) || text.equals(other));
            case 3 ->
                new Pattern(
                        escaped(start) + "[a-z]",
                        text -> text.length() == start.length() + 1
                                && text.startsWith(start)
                                && text.charAt(start.length()) >= 'a'
                                && text.charAt(start.length()) <= 'z');
            default -> new Pattern(escaped(value), value::equals);
        };
    }

    private static String escaped(String text) {
        return text.replaceAll("[^A-Za-z0-9é ,'\":=!&-]", "\\\\$0");
    }

    /** The tokens of one legal spelling. */
    List<Token> tokens(PlainQuery query) {
        List<Token> tokens = new ArrayList<>();
        write(query, 0, tokens);
        return tokens;
    }

    /** @param binding of what stands around: 0 or nothing, 1 and, 2 not */
    private void write(PlainQuery query, int binding, List<Token> tokens) {
        int own = query instanceof Or ? 0 : query instanceof And ? 1 : 2;
        boolean parentheses = own < binding || random.nextInt(8) == 0;
        if (parentheses) {
            tokens.add(new Token(Kind.BRACKET, "("));
        }
        if (query instanceof Not not) {
            tokens.add(random.nextBoolean() ? new Token(Kind.SIGN, "!") : word("not"));
            write(not.of(), 2, tokens);
        } else if (query instanceof And and) {
            write(and.left(), 1, tokens);
            tokens.add(random.nextBoolean() ? new Token(Kind.SIGN, "&&") : word("and"));
            write(and.right(), 1, tokens);
        } else if (query instanceof Or or) {
            write(or.left(), 0, tokens);
            tokens.add(random.nextBoolean() ? new Token(Kind.SIGN, "||") : word("or"));
            write(or.right(), 0, tokens);
        } else {
            write((Comparison) query, tokens);
        }
        if (parentheses) {
            tokens.add(new Token(Kind.BRACKET, ")"));
        }
    }

    private void write(Comparison comparison, List<Token> tokens) {
        String name = comparison.attribute() == null ? "" : comparison.attribute();
        tokens.add(new Token(Kind.WORD, word(comparison.subject()).text() + name));
        String operator = comparison.operator();
        boolean sign = SIGNS.containsKey(operator) && random.nextBoolean();
        Token spelt = word(sign ? SIGNS.get(operator) : operator);
        boolean ofLetters = Character.isLetter(spelt.text().charAt(spelt.text().length() - 1));
        tokens.add(ofLetters ? spelt : new Token(Kind.SIGN, spelt.text()));
        boolean list = operator.endsWith("in");
        for (int i = 0; i < comparison.values().size(); i++) {
            if (list) {
                tokens.add(new Token(Kind.BRACKET, i == 0 ? "[" : ","));
            }
            tokens.add(literal(comparison.values().get(i)));
        }
        if (list) {
            tokens.add(new Token(Kind.BRACKET, "]"));
        }
    }

    /** In any case of its letters (QL-12). */
    private Token word(String word) {
        StringBuilder text = new StringBuilder();
        int style = random.nextInt(4);
        for (char c : word.toCharArray()) {
            boolean upper = style == 0 || style == 1 && random.nextBoolean();
            text.append(upper ? Character.toUpperCase(c) : c);
        }
        return new Token(Kind.WORD, text.toString());
    }

    private Token literal(Meaning meaning) {
        String text = spelling(meaning);
        boolean bare = !text.isEmpty()
                && text.chars().noneMatch(c -> " ,[]()".indexOf(c) >= 0)
                && "'\"".indexOf(text.charAt(0)) < 0;
        if (bare && random.nextBoolean()) {
            return new Token(Kind.BARE, text);
        }
        boolean single = text.contains("\"") || !text.contains("'") && random.nextBoolean();
        String quote = single ? "'" : "\"";
        return text.contains(quote) ? new Token(Kind.BARE, text) : new Token(Kind.QUOTED, quote + text + quote);
    }

    private String spelling(Meaning meaning) {
        if (meaning instanceof Text text) {
            return text.text();
        }
        if (meaning instanceof Pattern pattern) {
            return pattern.regex();
        }
        if (meaning instanceof Count count) {
            return Integer.toString(count.count());
        }
        if (meaning instanceof Version version) {
            String text = version.major() + "." + version.minor();
            return version.patch() == 0 && random.nextBoolean() ? text : text + "." + version.patch();
        }
        return spelling((Date) meaning);
    }

    /** QL-7. */
    private String spelling(Date date) {
        String day = String.format(Locale.ROOT, "2026-03-%02d", date.day());
        if (date.hour() + date.minute() + date.second() == 0 && random.nextBoolean()) {
            return day;
        }
        int shift = date.hour() > 9 ? -2 : 2;
        boolean shifted = random.nextInt(3) == 0;
        int hour = shifted ? date.hour() + shift : date.hour();
        String time = String.format(Locale.ROOT, "T%02d:%02d:%02d", hour, date.minute(), date.second());
        String offset = shifted ? (shift > 0 ? "+02:00" : "-02:00") : one(List.of("", "Z", "+00:00"));
        return day + time + offset;
    }

    /** With white space where it must be, and here and there where it may be. */
    String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        Token last = null;
        for (Token token : tokens) {
            boolean must = last != null && !mayTouch(last, token);
            text.append(must ? one(List.of(" ", "\t", "\n ", "  ")) : one(List.of("", " ")))
                    .append(token.text());
            last = token;
        }
        return text.append(one(List.of("", " "))).toString();
    }

    private static boolean mayTouch(Token left, Token right) {
        return switch (left.kind()) {
            case BARE -> right.kind() == Kind.BRACKET;
            case WORD ->
                right.kind() != Kind.BARE
                        && (right.kind() != Kind.WORD || right.text().startsWith("!"));
            case SIGN ->
                right.kind() != Kind.BARE || "=!<>~".indexOf(right.text().charAt(0)) < 0;
            default -> true;
        };
    }
}
