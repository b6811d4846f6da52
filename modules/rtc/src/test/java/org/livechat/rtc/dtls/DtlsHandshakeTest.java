package org.livechat.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.srtp.SrtpProfile;

class DtlsHandshakeTest {
    @Test
    void both_roles_export_the_same_keys() {
        var pair = new PeerPair().start();

        var server = pair.serverKeys();
        var client = pair.clientKeys();

        assertThat(server.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(client.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(client.client().key()).hasSize(16).isEqualTo(server.client().key());
        assertThat(client.server().key()).hasSize(16).isEqualTo(server.server().key());
        assertThat(client.client().salt()).hasSize(12).isEqualTo(server.client().salt());
        assertThat(client.server().salt()).hasSize(12).isEqualTo(server.server().salt());
        assertThat(client.client().key()).isNotEqualTo(client.server().key());
    }

    @Test
    void client_with_another_certificate_gets_no_keys() {
        var pair = new PeerPair();
        pair.server = DtlsHandshake.server(
                pair.serverIdentity,
                List.of(DtlsIdentity.generate().fingerprint()),
                PeerPair.LIMIT,
                pair::toClient,
                pair.serverOutcome::complete);
        pair.start();

        assertThat(pair.serverOutcome.join())
                .isInstanceOfSatisfying(
                        DtlsOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(DtlsOutcome.Reason.WRONG_FINGERPRINT));
        pair.client.cancel();
        assertThat(pair.clientOutcome.join()).isInstanceOf(DtlsOutcome.Failed.class);
    }

    @Test
    void server_with_another_certificate_gets_no_keys() {
        var pair = new PeerPair();
        pair.client = DtlsHandshake.client(
                pair.clientIdentity,
                List.of(DtlsIdentity.generate().fingerprint()),
                PeerPair.LIMIT,
                pair::toServer,
                pair.clientOutcome::complete);
        pair.start();

        assertThat(pair.clientOutcome.join())
                .isInstanceOfSatisfying(
                        DtlsOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(DtlsOutcome.Reason.WRONG_FINGERPRINT));
        pair.server.cancel();
        assertThat(pair.serverOutcome.join())
                .isInstanceOfSatisfying(
                        DtlsOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(DtlsOutcome.Reason.CANCELLED));
    }
}
