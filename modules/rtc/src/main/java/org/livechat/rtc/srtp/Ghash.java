package org.livechat.rtc.srtp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.livechat.rtc.bytes.BigEndian;

/**
 * GHASH (NIST SP 800-38D 6.4) under one key, by the JDK's own class. The JVM has it done by the processor's carry-less
 * multiplication, which Java code cannot reach in any other way.
 *
 * <p>That class is not for everybody: the JVM has to be started with {@link SrtpProfile#GHASH_OPTION}, as bin/lcserver does. When it
 * was not, or a JDK has the class no more or computes something else in it, {@link #isAvailable} says so.
 */
final class Ghash {
    private static final int BLOCK_LENGTH = AesCounter.BLOCK_LENGTH;
    private static final MethodType UPDATE_TYPE =
            MethodType.methodType(int.class, Object.class, byte[].class, int.class, int.class);

    // Constants, so that the compiler sees through them.
    private static final MethodHandle MAKE;
    private static final MethodHandle UPDATE;
    private static final MethodHandle STATE;
    private static final boolean AVAILABLE;

    static {
        MethodHandle make = MethodHandles.empty(MethodType.methodType(Object.class, byte[].class));
        MethodHandle update = MethodHandles.empty(UPDATE_TYPE);
        MethodHandle state = MethodHandles.empty(MethodType.methodType(long[].class, Object.class));
        boolean available = false;
        try {
            Class<?> theirs = Class.forName("com.sun.crypto.provider.GHASH");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(theirs, MethodHandles.lookup());
            make = lookup.findConstructor(theirs, MethodType.methodType(void.class, byte[].class))
                    .asType(make.type());
            // It checks that what it is given lies within the array.
            update = lookup.findVirtual(
                            theirs, "update", MethodType.methodType(int.class, byte[].class, int.class, int.class))
                    .asType(UPDATE_TYPE);
            state = lookup.findGetter(theirs, "state", long[].class).asType(state.type());
            available = true;
        } catch (ReflectiveOperationException | RuntimeException closed) {
            // the platform's whole cipher is used instead
        }
        MAKE = make;
        UPDATE = update;
        STATE = state;
        AVAILABLE = available && isRight();
    }

    private final Object theirs;
    private final long[] state;

    /** Takes the hash subkey of 16 bytes: what AES makes of a block of zeros. */
    Ghash(byte[] subkey) {
        try {
            theirs = (Object) MAKE.invokeExact(subkey);
            state = (long[]) STATE.invokeExact(theirs);
        } catch (Throwable failed) {
            throw new IllegalStateException("the JDK's GHASH cannot be made", failed);
        }
    }

    /** Whether this JVM has it for us. */
    static boolean isAvailable() {
        return AVAILABLE;
    }

    long touch() {
        return state[0];
    }

    /** Hashes data and, before it, what is authenticated only; allocates nothing. */
    void compute(
            SrtpWorkspace workspace,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] data,
            int offset,
            int length) {
        byte[] block = workspace.hashBlocks;
        state[0] = 0;
        state[1] = 0;
        if (rest(workspace, associated, associatedOffset, associatedLength) > 0) {
            update(block, 0, BLOCK_LENGTH);
        }
        int lengths = rest(workspace, data, offset, length);
        BigEndian.write64(block, lengths, (long) associatedLength * Byte.SIZE);
        BigEndian.write64(block, lengths + 8, (long) length * Byte.SIZE);
        update(block, 0, lengths + BLOCK_LENGTH);
    }

    /** The upper half of what was computed. */
    long high() {
        return state[0];
    }

    long low() {
        return state[1];
    }

    /** Hashes the whole blocks of a range and pads what is left over in the workspace; returns how long that is then. */
    private int rest(SrtpWorkspace workspace, byte[] data, int offset, int length) {
        int whole = length & -BLOCK_LENGTH;
        update(data, offset, whole);
        if (whole == length) {
            return 0;
        }
        byte[] block = workspace.hashBlocks;
        BigEndian.write64(block, 0, 0);
        BigEndian.write64(block, 8, 0);
        System.arraycopy(data, offset + whole, block, 0, length - whole);
        return BLOCK_LENGTH;
    }

    private void update(byte[] blocks, int offset, int length) {
        try {
            int _ = (int) UPDATE.invokeExact(theirs, blocks, offset, length);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException("GHASH of " + length + " bytes", impossible);
        }
    }

    private static boolean isRight() {
        try {
            var hash = new Ghash(TestCase.SUBKEY);
            hash.compute(new SrtpWorkspace(), TestCase.DATA, 0, 0, TestCase.DATA, 0, TestCase.DATA.length);
            return hash.high() == TestCase.HIGH && hash.low() == TestCase.LOW;
        } catch (RuntimeException other) {
            return false;
        }
    }

    /** Test case 2 of the GCM specification. */
    private static final class TestCase {
        static final byte[] SUBKEY = bytes(0x66e94bd4ef8a2c3bL, 0x884cfa59ca342b2eL);
        static final byte[] DATA = bytes(0x0388dace60b6a392L, 0xf328c2b971b2fe78L);
        static final long HIGH = 0xf38cbb1ad69223dcL;
        static final long LOW = 0xc3457ae5b6b0f885L;

        private static byte[] bytes(long high, long low) {
            byte[] bytes = new byte[BLOCK_LENGTH];
            BigEndian.write64(bytes, 0, high);
            BigEndian.write64(bytes, 8, low);
            return bytes;
        }
    }
}
