package org.livechat.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264ProfileTest {
    private static String profile(String profileLevelId) {
        return H264Profile.of(new FormatParameters("profile-level-id=" + profileLevelId));
    }

    /** RFC 6184 8.1 table 5, each row with the bits that it leaves open as 0 and as 1, and with some levels. */
    @ParameterizedTest
    @CsvSource({
        "constrained baseline, 42400a 42c01f 42e01f 42F034 4D800a 4df01F 58c01f 58f00a",
        "baseline, 42001f 42801e 42b00a 58800a 58b01f",
        "main, 4d001f 4D400a 4d5028",
        "extended, 58000a 58301f",
        "high, 640028 64001f",
        "constrained high, 640c1f 640C34",
        "high 10, 6e001f",
        "high 10 intra, 6e101f",
        "high 4:2:2, 7a001f",
        "high 4:2:2 intra, 7a101f",
        "high 4:4:4, f4001f",
        "high 4:4:4 intra, F4101f",
        "CAVLC 4:4:4 intra, 2c101f"
    })
    void is_the_same_however_it_is_written(String name, String written) {
        assertThat(Stream.of(written.split(" ")).map(H264ProfileTest::profile)).containsOnly(name);
    }

    @Test
    void is_baseline_where_it_is_not_written() {
        assertThat(H264Profile.of(new FormatParameters("packetization-mode=1"))).isEqualTo("baseline");
    }

    @Test
    void that_is_in_no_table_is_what_is_written_without_its_level() {
        assertThat(profile("64101f")).isEqualTo(profile("641034")).isNotEqualTo(profile("64201f"));
    }

    @ParameterizedTest
    @CsvSource({"42e0", "42e01f00", "zzzzzz", "-2e01f", "''"})
    void that_is_none_is_equal_to_itself_alone(String written) {
        assertThat(profile(written)).isEqualTo(written);
    }
}
