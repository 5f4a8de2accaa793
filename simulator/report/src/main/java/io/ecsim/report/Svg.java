// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;

/** Turns a drawing into SVG by Batik: the inside of an svg element in sentinel colours, without a header. */
final class Svg {
    static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /**
     * DejaVu first, for it is what Java measures text by on most servers; Verdana has the same widths and is on the
     * other desks. So labels end where their axis begins.
     */
    static final String FONTS = "DejaVu Sans, Verdana, sans-serif";

    private Svg() {}

    /** @param idPrefix goes before every id, so that several drawings can live on one page */
    static String draw(String idPrefix, Consumer<SVGGraphics2D> drawing) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(newDocument());
        context.setPrecision(1);
        context.setComment(null);
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return idPrefix + "-" + super.generateID(prefix);
            }
        });
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        drawing.accept(graphics);
        StringWriter out = new StringWriter(1 << 16);
        try {
            graphics.stream(graphics.getRoot(), out, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inside(out.toString(), idPrefix);
    }

    /** The root's content, in a group that carries on the root's presentation attributes. */
    private static String inside(String document, String idPrefix) {
        int root = document.indexOf("<svg");
        String attributes = document.substring(root + "<svg".length(), document.indexOf('>', root));
        String content = document.substring(document.indexOf('>', root) + 1, document.lastIndexOf("</svg"));
        return "<g"
                + attributes
                        .replaceAll("\\s+xmlns(:\\w+)?=\"[^\"]*\"", "")
                        .replace("'Dialog'", FONTS)
                        .stripTrailing() + ">"
                + content.replace("font-family=\"sans-serif\"", "")
                        // Batik gives this one id without asking the generator.
                        .replace("id=\"genericDefs\"", "id=\"" + idPrefix + "-generic\"")
                + "</g>";
    }

    private static Document newDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser is missing", e);
        }
    }
}
