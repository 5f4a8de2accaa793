// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.NearestName;
import io.ecsim.placement.Query.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Reads an expression by recursive descent, a method per line of the grammar. There is no scanner before it: what a
 * word is depends on where it stands ({@code task:group == service:web}).
 *
 * <pre>
 * or         := and { ("or" | "||") and }
 * and        := not { ("and" | "&&") not }
 * not        := ("not" | "!") not | "(" or ")" | comparison
 * comparison := subject operator [ literal | "[" literal { "," literal } "]" ]
 * </pre>
 */
final class QueryParser {
    /** Ours: far beyond use, far below what a thread's stack holds. */
    private static final int DEEPEST = 200;

    private final String text;
    private final Set<Subject> subjects = EnumSet.noneOf(Subject.class);
    private final Set<String> attributes = new LinkedHashSet<>();
    private int position;
    private int depth;

    QueryParser(String text) {
        this.text = text;
    }

    Query parse() {
        Condition condition = or();
        skipSpace();
        if (position < text.length()) {
            throw error("expected 'and', 'or' or the end");
        }
        return new Query(text, condition, subjects, attributes);
    }

    private Condition or() {
        Condition condition = and();
        while (takeWord("or") || take("||")) {
            condition = condition.or(and());
        }
        return condition;
    }

    private Condition and() {
        Condition condition = not();
        while (takeWord("and") || take("&&")) {
            condition = condition.and(not());
        }
        return condition;
    }

    private Condition not() {
        if (depth == DEEPEST) {
            throw error("expected at most " + DEEPEST + " levels of 'not' and parentheses");
        }
        depth++;
        Condition condition = deeper();
        depth--;
        return condition;
    }

    private Condition deeper() {
        if (takeWord("not") || take("!")) {
            return not().not();
        }
        if (take("(")) {
            Condition condition = or();
            expect(")");
            return condition;
        }
        return comparison();
    }

    private Condition comparison() {
        skipSpace();
        int at = position;
        String word = read(QueryParser::isWordPart);
        Subject subject = subject(word, at);
        Operator operator = operator(subject);
        String attribute = subject == Subject.ATTRIBUTE ? Subject.attributeName(word) : null;
        subjects.add(subject);
        if (attribute != null) {
            attributes.add(attribute);
        }
        return Comparison.of(subject, attribute, operator, literals(subject, operator));
    }

    private Subject subject(String word, int at) {
        if (word.isEmpty()) {
            throw error(at, "expected a subject such as attribute:NAME, task:group or runningTasksCount");
        }
        Subject subject = Subject.of(word);
        if (subject == null) {
            throw error(at, "unknown subject '" + word + "'. " + NearestName.question(suggestion(word)));
        }
        if (subject == Subject.ATTRIBUTE && Subject.attributeName(word).isEmpty()) {
            throw error("expected the name of an attribute");
        }
        return subject;
    }

    /** What looks like no subject is the name of an attribute, whose prefix was forgotten or mistyped. */
    private static String suggestion(String word) {
        List<String> subjects =
                Arrays.stream(Subject.values()).map(Subject::toString).toList();
        return NearestName.of(word, subjects).orElseGet(() -> {
            String name = word.substring(word.indexOf(':') + 1);
            return Subject.ATTRIBUTE + BuiltInAttributes.meantBy(name).orElse(name.isEmpty() ? "NAME" : name);
        });
    }

    private Operator operator(Subject subject) {
        skipSpace();
        int at = position;
        String spelling = read(QueryParser::isSign);
        // !in and !exists are the only operators of a sign and a word.
        if (spelling.isEmpty() || spelling.equals("!")) {
            spelling += read(QueryParser::isWordPart);
        }
        Operator operator = Operator.of(spelling);
        if (operator == null || !subject.operators().contains(operator)) {
            throw error(
                    at,
                    "expected one of " + subject.operators() + " after " + subject
                            + (spelling.isEmpty() ? "" : ", not '" + spelling + "'"));
        }
        return operator;
    }

    private List<Literal> literals(Subject subject, Operator operator) {
        List<Literal> literals = new ArrayList<>();
        if (operator.takesNothing()) {
            return literals;
        }
        if (!operator.takesList()) {
            literals.add(literal(subject, operator));
            return literals;
        }
        expect("[");
        do {
            literals.add(literal(subject, operator));
        } while (take(","));
        expect("]");
        return literals;
    }

    private Literal literal(Subject subject, Operator operator) {
        skipSpace();
        int at = position;
        Literal literal = new Literal(text, at, isQuote(at) ? quoted(at) : bare());
        Comparison.check(subject, operator, literal);
        return literal;
    }

    private boolean isQuote(int at) {
        return at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"');
    }

    private String quoted(int at) {
        int end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0) {
            throw error(at, "expected a closing " + text.charAt(at));
        }
        position = end + 1;
        return text.substring(at + 1, end);
    }

    private String bare() {
        String literal = read(c -> !Character.isWhitespace(c) && ",[]()".indexOf(c) < 0);
        if (literal.isEmpty()) {
            throw error("expected a value, in quotes if it has spaces, commas, brackets or parentheses");
        }
        return literal;
    }

    /** Letters, digits and the signs of attribute names (CN-7). */
    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c) || "-_./\\:".indexOf(c) >= 0;
    }

    private static boolean isSign(int c) {
        return "=!<>~".indexOf(c) >= 0;
    }

    private String read(IntPredicate part) {
        int from = position;
        while (position < text.length() && part.test(text.charAt(position))) {
            position++;
        }
        return text.substring(from, position);
    }

    private void skipSpace() {
        read(Character::isWhitespace);
    }

    private boolean take(String sign) {
        skipSpace();
        if (!text.startsWith(sign, position)) {
            return false;
        }
        position += sign.length();
        return true;
    }

    private boolean takeWord(String word) {
        skipSpace();
        int end = position + word.length();
        boolean here = text.regionMatches(true, position, word, 0, word.length())
                && (end == text.length() || !isWordPart(text.charAt(end)));
        if (here) {
            position = end;
        }
        return here;
    }

    private void expect(String sign) {
        if (!take(sign)) {
            throw error("expected '" + sign + "'");
        }
    }

    private QueryException error(String problem) {
        return error(position, problem);
    }

    private QueryException error(int at, String problem) {
        return new QueryException(text, at, problem);
    }
}
