package org.livechat.rtc.codec;

import java.util.HexFormat;
import java.util.List;

/**
 * The profile that a {@code profile-level-id} means (RFC 6184 8.1 table 5): the same one can be written with other constraint bits, and
 * with another level, which says nothing of what can be decoded.
 */
final class H264Profile {
    /** Baseline at level 1: what is inferred where there is none. */
    private static final String ABSENT = "42000a";

    private static final int DIGITS = 6;
    private static final int IOP_SHIFT = 8;
    private static final int IDC_SHIFT = 16;

    /** A row of the table: the bits of profile-iop that must be as in {@code bits}; the others may be either. */
    private record Row(String name, int idc, int mask, int bits) {
        boolean means(int otherIdc, int iop) {
            return idc == otherIdc && (iop & mask) == bits;
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row("constrained baseline", 0x42, 0b0100_1111, 0b0100_0000),
            new Row("constrained baseline", 0x4D, 0b1000_1111, 0b1000_0000),
            new Row("constrained baseline", 0x58, 0b1100_1111, 0b1100_0000),
            new Row("baseline", 0x42, 0b0100_1111, 0b0000_0000),
            new Row("baseline", 0x58, 0b1100_1111, 0b1000_0000),
            new Row("main", 0x4D, 0b1010_1111, 0b0000_0000),
            new Row("extended", 0x58, 0b1100_1111, 0b0000_0000),
            new Row("high", 0x64, 0b1111_1111, 0b0000_0000),
            new Row("constrained high", 0x64, 0b1111_1111, 0b0000_1100),
            new Row("high 10", 0x6E, 0b1111_1111, 0b0000_0000),
            new Row("high 4:2:2", 0x7A, 0b1111_1111, 0b0000_0000),
            new Row("high 4:4:4", 0xF4, 0b1111_1111, 0b0000_0000),
            new Row("high 10 intra", 0x6E, 0b1111_1111, 0b0001_0000),
            new Row("high 4:2:2 intra", 0x7A, 0b1111_1111, 0b0001_0000),
            new Row("high 4:4:4 intra", 0xF4, 0b1111_1111, 0b0001_0000),
            new Row("CAVLC 4:4:4 intra", 0x2C, 0b1111_1111, 0b0001_0000));

    private H264Profile() {}

    /** The name of the profile; for one that the table does not have, what is written, without the level. */
    static String of(FormatParameters format) {
        var written = format.valueOr("profile-level-id", ABSENT);
        if (written.length() != DIGITS || !written.chars().allMatch(HexFormat::isHexDigit)) {
            return written;
        }
        var number = HexFormat.fromHexDigits(written);
        var idc = number >> IDC_SHIFT;
        var iop = (number >> IOP_SHIFT) & 0xFF;
        return TABLE.stream()
                .filter(row -> row.means(idc, iop))
                .map(Row::name)
                .findFirst()
                .orElseGet(() -> HexFormat.of().toHexDigits(number >> IOP_SHIFT, 4));
    }
}
