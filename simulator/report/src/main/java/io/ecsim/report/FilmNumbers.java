// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

/**
 * Numbers from 0 as text, the smaller the shorter, one after the other without anything between them: digits to the base of
 * {@value #BASE}, the lowest first, in 90 characters that JSON and HTML let stand; those of the second half say that
 * another digit follows.
 */
final class FilmNumbers {
    static final int BASE = 45;

    /** From # to ~, without the backslash and without {@code <}. */
    private static final String CHARACTERS =
            "#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

    private FilmNumbers() {}

    static void add(long number, StringBuilder text) {
        long rest = number;
        while (rest >= BASE) {
            text.append(CHARACTERS.charAt(BASE + (int) (rest % BASE)));
            rest /= BASE;
        }
        text.append(CHARACTERS.charAt((int) rest));
    }
}
