package org.livechat.fuzz;

import java.util.List;
import org.livechat.rtc.dtls.DtlsIdentity;
import org.livechat.rtc.dtls.DtlsRecordGuard;
import org.livechat.rtc.dtls.HelloCookies;

/** DTLS records and the hello of a client (RFC 6347), before anything is known of it. */
public final class DtlsTarget {
    private static final HelloCookies COOKIES = new HelloCookies(DtlsIdentity.generate());
    private static final byte[] CLIENT = {(byte) 192, 0, 2, 1, 40, 0};

    private DtlsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Framed packet = Framed.of(input);
        byte[] buffer = packet.buffer();
        int offset = packet.offset();
        int length = packet.length();
        for (DtlsRecordGuard.Phase phase : DtlsRecordGuard.Phase.values()) {
            List<byte[]> records = DtlsRecordGuard.admit(buffer, offset, length, phase);
            int bytes = records.stream().mapToInt(record -> record.length).sum();
            Property.holds(bytes <= length, "more is admitted than came");
        }
        boolean isHello = DtlsRecordGuard.helloOf(buffer, offset, length).isPresent();
        boolean isWhole = DtlsRecordGuard.isWholeHello(buffer, offset, length);
        Property.holds(!isWhole || isHello, "a whole hello is a hello");
        Property.holds(
                !isHello || DtlsRecordGuard.beginsWithClientHello(buffer, offset, length), "a hello begins with one");

        int[] answered = new int[1];
        boolean isProven = COOKIES.check(CLIENT, buffer, offset, length, (bytes, from, count) -> answered[0] += count)
                        .isPresent()
                || COOKIES.checkFirstPiece(CLIENT, buffer, offset, length, (bytes, from, count) -> answered[0] += count)
                        .isPresent();
        Property.holds(answered[0] <= length, "more is answered than was asked");
        Property.holds(!isProven, "a cookie was guessed");
        packet.checkOthers();
    }
}
