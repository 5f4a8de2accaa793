// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Passes bytes on and hashes them in a thread of its own: with the first compiler stage only, the SHA-256 of a long
 * journal takes longer than the run.
 */
final class HashedStream extends FilterOutputStream {
    /** So many writes may wait to be hashed. */
    private static final int BACKLOG = 64;

    private final MessageDigest digest = sha256();
    private final Semaphore room = new Semaphore(BACKLOG);
    private final ExecutorService hashing = Executors.newSingleThreadExecutor(HashedStream::daemon);

    /** @param out closed with this; written to in large pieces, as a buffer does */
    HashedStream(OutputStream out) {
        super(out);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "journal-hash");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        byte[] piece = Arrays.copyOfRange(bytes, from, from + length);
        room.acquireUninterruptibly();
        hashing.execute(() -> {
            digest.update(piece);
            room.release();
        });
        out.write(piece);
    }

    @Override
    public void close() throws IOException {
        hashing.shutdown();
        super.close();
    }

    /** SHA-256 over everything written, as 64 hexadecimal digits. Asked once, after {@link #close}. */
    String hash() {
        try {
            hashing.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the journal was hashed", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
