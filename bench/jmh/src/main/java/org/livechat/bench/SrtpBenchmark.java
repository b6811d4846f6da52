package org.livechat.bench;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.srtp.SrtpMasterKey;
import org.livechat.rtc.srtp.SrtpProfile;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One packet protected, and one unprotected. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SrtpBenchmark {
    private static final int SSRC = 4711;
    private static final int SEQUENCE_NUMBERS = 1 << 16;

    /** So many packets are made beforehand; a receiver takes each once, then a new one begins. */
    private static final int PREPARED = 4096;

    @Param({"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    public SrtpProfile profile;

    @Param({"160", "1100"})
    public int payloadBytes;

    private final SrtpWorkspace workspace = new SrtpWorkspace();
    private final byte[] packet = new byte[2048];
    private final byte[][] prepared = new byte[PREPARED][];
    private SrtpMasterKey key;
    private SrtpSender sender;
    private SrtpReceiver receiver;
    private int sequence;
    private int next;

    @Setup
    public void prepare() {
        var random = new SecureRandom();
        var keyBytes = new byte[profile.keyBytes()];
        var salt = new byte[profile.saltBytes()];
        random.nextBytes(keyBytes);
        random.nextBytes(salt);
        key = new SrtpMasterKey(profile, keyBytes, salt);
        var source = new SrtpSender(key, 1, workspace);
        for (var i = 0; i < PREPARED; i++) {
            var bytes = new byte[RtpPacket.FIXED_HEADER_LENGTH + payloadBytes + profile.rtpOverhead()];
            RtpPacket.writeHeader(bytes, 0, false, 111, i, i * 960, SSRC);
            source.protect(bytes, 0, RtpPacket.FIXED_HEADER_LENGTH + payloadBytes);
            prepared[i] = bytes;
        }
        sender = new SrtpSender(key, 1, workspace);
        receiver = new SrtpReceiver(key, 1, workspace);
        RtpPacket.writeHeader(packet, 0, false, 111, 0, 0, SSRC);
    }

    @Benchmark
    public int protect() {
        RtpPacket.setSequenceNumber(packet, 0, sequence++ % SEQUENCE_NUMBERS);
        var length = sender.protect(packet, 0, RtpPacket.FIXED_HEADER_LENGTH + payloadBytes);
        if (length < 0) {
            throw new IllegalStateException("refused: " + length);
        }
        return length;
    }

    /** With the copy of the packet that decrypting in place makes necessary here. */
    @Benchmark
    public int unprotect() {
        if (next == PREPARED) {
            next = 0;
            receiver = new SrtpReceiver(key, 1, workspace);
        }
        var bytes = prepared[next++];
        System.arraycopy(bytes, 0, packet, 0, bytes.length);
        var length = receiver.unprotect(packet, 0, bytes.length);
        if (length < 0) {
            throw new IllegalStateException("refused: " + length);
        }
        return length;
    }
}
