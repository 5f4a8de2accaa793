// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Words within a PNG file: a tEXt chunk, which who shows the picture does not show (PNG specification, 11.3.4.3). */
final class PngText {
    /** Signature and IHDR, which is always first. */
    private static final int HEAD = 8 + 12 + 13;

    private PngText() {}

    /** The file with the words in it. */
    static byte[] with(byte[] png, String keyword, String text) {
        byte[] data = ("tEXt" + keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(data);
        ByteBuffer chunk = ByteBuffer.allocate(8 + data.length);
        chunk.putInt(data.length - 4).put(data).putInt((int) crc.getValue());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(png, 0, HEAD);
        all.writeBytes(chunk.array());
        all.write(png, HEAD, png.length - HEAD);
        return all.toByteArray();
    }

    /** Empty where there are none. */
    static String in(byte[] png, String keyword) {
        String start = "tEXt" + keyword + "\0";
        ByteBuffer chunks = ByteBuffer.wrap(png).position(8);
        while (chunks.remaining() > 12) {
            int length = chunks.getInt();
            byte[] data = new byte[4 + length];
            chunks.get(data).getInt();
            String text = new String(data, StandardCharsets.ISO_8859_1);
            if (text.startsWith(start)) {
                return text.substring(start.length());
            }
        }
        return "";
    }
}
