package org.livechat.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * One static file, in memory.
 *
 * @param contentType its media type, with the charset for text
 * @param etag a strong validator of {@code plain}, quoted; made of its SHA-256
 * @param plain the bytes as they are, read-only; to be read through a duplicate
 * @param gzip the same, compressed
 */
record ConsoleFile(String contentType, String etag, ByteBuffer plain, ByteBuffer gzip) {

    /** Reads a file that is packed with this class. */
    static ConsoleFile read(String name) {
        try (InputStream in = ConsoleFile.class.getResourceAsStream("web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the console's file web/" + name + " is missing from its jar");
            }
            byte[] plain = in.readAllBytes();
            return new ConsoleFile(contentTypeOf(name), etagOf(plain), readOnly(plain), readOnly(compressed(plain)));
        } catch (IOException e) {
            throw new UncheckedIOException("the console's file web/" + name + " cannot be read", e);
        }
    }

    /** The validator of the compressed form, which is other bytes and so needs another strong tag (RFC 9110 8.8.3). */
    String gzipEtag() {
        return etag.substring(0, etag.length() - 1) + "-gzip\"";
    }

    private static String contentTypeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("no media type is known for the console's file " + name);
        };
    }

    private static String etagOf(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ByteBuffer readOnly(byte[] content) {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
