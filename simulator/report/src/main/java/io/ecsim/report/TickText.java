// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.function.DoubleFunction;

/** Lets a function write the labels of an axis; JFreeChart asks for a NumberFormat. */
final class TickText extends NumberFormat {
    private static final long serialVersionUID = 1L;

    private final transient DoubleFunction<String> text;

    TickText(DoubleFunction<String> text) {
        this.text = text;
    }

    @Override
    public StringBuffer format(double number, StringBuffer out, FieldPosition position) {
        return out.append(text.apply(number));
    }

    @Override
    public StringBuffer format(long number, StringBuffer out, FieldPosition position) {
        return format((double) number, out, position);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
        throw new UnsupportedOperationException("labels are only written");
    }
}
