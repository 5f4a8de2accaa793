// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.util.List;

/**
 * What a chart shows.
 *
 * @param id part of element ids and the file's name
 * @param title says what is shown, with the unit
 * @param caption what a reader should take from it, in a line
 * @param lines the first matters most
 * @param scaling when what is shown was scaled; drawn along the lower edge
 */
record Chart(String id, String title, String caption, Scale scale, List<Line> lines, List<Mark> scaling) {}
