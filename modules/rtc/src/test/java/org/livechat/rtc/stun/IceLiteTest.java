package org.livechat.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceLiteTest {
    private static final IceCredentials SERVER = IceCredentials.random(new Random(1));
    private static final IceCredentials CLIENT = IceCredentials.random(new Random(2));
    private static final TransactionId ID = new TransactionId(0x0123456789abcdefL, 0x13579bdf);
    private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.7", 40_000);
    private static final int UNKNOWN_REQUIRED = 0x7001;
    private static final int UNKNOWN_OPTIONAL = 0xc057;

    private final IceLite lite = new IceLite(SERVER);
    private final IceClient client = new IceClient(CLIENT, SERVER, 42);
    private final StunIntegrity key = new StunIntegrity(SERVER.password());
    private final byte[] response = new byte[StunMessage.LONGEST];

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.7", "2001:db8::17", "127.0.0.1"})
    void a_check_is_answered_with_the_address_it_came_from(String host) {
        var from = new InetSocketAddress(host, 65_535);
        var check = check(true);

        var outcome = lite.answer(check, 0, check.length, from, response);

        assertThat(outcome).isInstanceOfSatisfying(IceCheck.Accepted.class, accepted -> {
            assertThat(accepted.peerUfrag()).isEqualTo(CLIENT.ufrag());
            assertThat(accepted.nominated()).isTrue();
            assertThat(accepted.priority()).isEqualTo(1_853_824_767);
            assertThat(client.verify(response, 0, accepted.responseLength())).hasValue(new IceAnswer.Success(ID, from));
        });
    }

    @Test
    void nomination_is_reported_only_when_asked_for() {
        var check = check(false);

        assertThat(lite.answer(check, 0, check.length, FROM, response))
                .isInstanceOfSatisfying(
                        IceCheck.Accepted.class,
                        accepted -> assertThat(accepted.nominated()).isFalse());
    }

    @Test
    void a_server_finds_the_endpoint_by_ufrag_before_any_proof() {
        var check = check(false);

        assertThat(IceLite.receiverUfrag(check, 0, check.length)).hasValue(SERVER.ufrag());
    }

    @Test
    void a_check_inside_a_larger_buffer_is_read_at_its_offset() {
        var check = check(false);
        var buffer = new byte[check.length + 100];
        Arrays.fill(buffer, (byte) 0xff);
        System.arraycopy(check, 0, buffer, 33, check.length);

        assertThat(lite.answer(buffer, 33, check.length, FROM, response)).isInstanceOf(IceCheck.Accepted.class);
    }

    @Test
    void a_check_for_someone_else_is_dropped() {
        assertDropped(IceCheck.Reason.WRONG_USERNAME, request(w -> signed(w.username("else:" + CLIENT.ufrag()))));
        assertDropped(IceCheck.Reason.WRONG_USERNAME, request(w -> signed(w.username(""))));
        assertDropped(IceCheck.Reason.WRONG_USERNAME, request(w -> signed(w.username(SERVER.ufrag()))));
        assertDropped(IceCheck.Reason.WRONG_USERNAME, request(this::signed));
        assertDropped(
                IceCheck.Reason.WRONG_USERNAME,
                request(w -> signed(w.username(SERVER.ufrag() + ":" + "x".repeat(512)))));
    }

    @Test
    void a_check_without_the_right_integrity_is_dropped() {
        assertDropped(IceCheck.Reason.WRONG_INTEGRITY, request(this::named));
        assertDropped(
                IceCheck.Reason.WRONG_INTEGRITY,
                request(w ->
                        named(w).integrity(new StunIntegrity(CLIENT.password())).fingerprint()));
    }

    @Test
    void every_flipped_bit_leaves_the_check_unanswered() {
        var check = check(true);
        int fingerprint = check.length - 8;
        for (int bit = 0; bit < check.length * 8; bit++) {
            // A fingerprint of another type is an attribute behind the integrity, and as such ignored.
            if (bit / 16 == fingerprint / 2) {
                continue;
            }
            var broken = check.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(lite.answer(broken, 0, broken.length, FROM, response))
                    .as("bit %d", bit)
                    .isInstanceOf(IceCheck.Dropped.class);
        }
    }

    @Test
    void a_wrong_fingerprint_is_noticed_even_if_integrity_is_right() {
        var check = check(false);
        check[check.length - 1] ^= 1;

        assertDropped(IceCheck.Reason.WRONG_FINGERPRINT, check);
    }

    @Test
    void a_check_without_fingerprint_is_accepted() {
        var check = request(w -> named(w).integrity(key));

        assertThat(lite.answer(check, 0, check.length, FROM, response)).isInstanceOf(IceCheck.Accepted.class);
    }

    @Test
    void attributes_behind_integrity_are_ignored() {
        var check = request(w -> named(w).integrity(key).useCandidate().attribute(UNKNOWN_REQUIRED, new byte[5]));

        assertThat(lite.answer(check, 0, check.length, FROM, response))
                .isInstanceOfSatisfying(
                        IceCheck.Accepted.class,
                        accepted -> assertThat(accepted.nominated()).isFalse());
        var renamed = request(w -> w.integrity(key).username(SERVER.ufrag() + ":" + CLIENT.ufrag()));
        assertDropped(IceCheck.Reason.WRONG_USERNAME, renamed);
    }

    @Test
    void a_client_that_believes_to_be_controlled_is_told_of_the_conflict() {
        var check = request(w -> signed(named(w).iceControlled(1)));

        assertRefused(check, 487);
    }

    @Test
    void an_unknown_attribute_that_must_be_understood_is_named_in_the_refusal() {
        var check = request(w -> signed(named(w).attribute(UNKNOWN_REQUIRED, new byte[3])));

        int length = assertRefused(check, 420);
        assertThat(HexFormat.of().formatHex(response, 0, length)).contains("000a00027001");
    }

    @Test
    void a_request_full_of_unknown_attributes_gets_a_short_answer() {
        var check = request(w -> {
            for (int type = 0x7000; type < 0x7000 + 300; type++) {
                named(w).attribute(type, new byte[0]);
                if (w.length() > 1300) {
                    break;
                }
            }
            return signed(w);
        });

        assertThat(assertRefused(check, 420)).isLessThan(200);
    }

    @Test
    void an_unknown_optional_attribute_is_passed_over() {
        var check = request(w -> signed(named(w).attribute(UNKNOWN_OPTIONAL, new byte[4])));

        assertThat(lite.answer(check, 0, check.length, FROM, response)).isInstanceOf(IceCheck.Accepted.class);
    }

    @Test
    void a_refusal_needs_integrity_too() {
        assertDropped(IceCheck.Reason.WRONG_INTEGRITY, request(w -> named(w).attribute(UNKNOWN_REQUIRED, new byte[4])));
        assertDropped(IceCheck.Reason.WRONG_INTEGRITY, request(w -> named(w).iceControlled(1)));
    }

    @Test
    void responses_and_huge_messages_are_dropped() {
        int length = StunWriter.bindingSuccess(response, 0, ID)
                .username(SERVER.ufrag() + ":a")
                .integrity(key)
                .length();
        assertDropped(IceCheck.Reason.MALFORMED, Arrays.copyOf(response, length));

        var huge = new byte[65_536];
        int hugeLength = StunWriter.bindingRequest(huge, 0, ID)
                .username(SERVER.ufrag() + ":a")
                .attribute(UNKNOWN_OPTIONAL, new byte[65_000])
                .integrity(key)
                .length();
        assertDropped(IceCheck.Reason.MALFORMED, Arrays.copyOf(huge, hugeLength));
    }

    private byte[] check(boolean nominate) {
        var buffer = new byte[StunMessage.LONGEST];
        return Arrays.copyOf(buffer, client.writeCheck(buffer, 0, ID, 1_853_824_767, nominate));
    }

    private static byte[] request(UnaryOperator<StunWriter> content) {
        var buffer = new byte[4096];
        int length = content.apply(StunWriter.bindingRequest(buffer, 0, ID)).length();
        return Arrays.copyOf(buffer, length);
    }

    private StunWriter named(StunWriter writer) {
        return writer.username(SERVER.ufrag() + ":" + CLIENT.ufrag()).priority(1);
    }

    private StunWriter signed(StunWriter writer) {
        return writer.integrity(key).fingerprint();
    }

    private void assertDropped(IceCheck.Reason reason, byte[] datagram) {
        assertThat(lite.answer(datagram, 0, datagram.length, FROM, response)).isEqualTo(new IceCheck.Dropped(reason));
    }

    private int assertRefused(byte[] check, int code) {
        var outcome = lite.answer(check, 0, check.length, FROM, response);
        assertThat(outcome).isInstanceOf(IceCheck.Refused.class);
        int length = ((IceCheck.Refused) outcome).responseLength();
        assertThat(client.verify(response, 0, length)).hasValue(new IceAnswer.Failure(ID, code));
        return length;
    }
}
