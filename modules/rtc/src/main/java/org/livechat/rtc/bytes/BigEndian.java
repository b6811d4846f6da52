package org.livechat.rtc.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Allocation-free reads and writes in network byte order. Ranges are the caller's to check. */
public final class BigEndian {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    /** Reads 8 bits, unsigned. */
    public static int read8(byte[] buffer, int position) {
        return buffer[position] & 0xff;
    }

    /** Reads 16 bits, unsigned. */
    public static int read16(byte[] buffer, int position) {
        return (short) SHORT.get(buffer, position) & 0xffff;
    }

    /** Reads 24 bits, unsigned. */
    public static int read24(byte[] buffer, int position) {
        return read8(buffer, position) << 16 | read16(buffer, position + 1);
    }

    /** Reads 32 bits as they are. */
    public static int read32(byte[] buffer, int position) {
        return (int) INT.get(buffer, position);
    }

    /** Reads 32 bits, unsigned. */
    public static long readUnsigned32(byte[] buffer, int position) {
        return Integer.toUnsignedLong(read32(buffer, position));
    }

    /** Reads 64 bits as they are. */
    public static long read64(byte[] buffer, int position) {
        return (long) LONG.get(buffer, position);
    }

    /** Writes the low 8 bits of the value. */
    public static void write8(byte[] buffer, int position, int value) {
        buffer[position] = (byte) value;
    }

    /** Writes the low 16 bits of the value. */
    public static void write16(byte[] buffer, int position, int value) {
        SHORT.set(buffer, position, (short) value);
    }

    /** Writes the low 24 bits of the value. */
    public static void write24(byte[] buffer, int position, int value) {
        write8(buffer, position, value >>> 16);
        write16(buffer, position + 1, value);
    }

    /** Writes 32 bits. */
    public static void write32(byte[] buffer, int position, int value) {
        INT.set(buffer, position, value);
    }

    /** Writes 64 bits. */
    public static void write64(byte[] buffer, int position, long value) {
        LONG.set(buffer, position, value);
    }
}
