package org.livechat.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DtlsHandshakeTest {
    @Test
    void both_roles_export_the_same_keys() {
        var pair = new PeerPair().start();

        var server = pair.serverKeys();
        var client = pair.clientKeys();

        assertThat(server.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(client.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(client.clientKey()).hasSize(16).isEqualTo(server.clientKey());
        assertThat(client.serverKey()).hasSize(16).isEqualTo(server.serverKey());
        assertThat(client.clientSalt()).hasSize(12).isEqualTo(server.clientSalt());
        assertThat(client.serverSalt()).hasSize(12).isEqualTo(server.serverSalt());
        assertThat(client.clientKey()).isNotEqualTo(client.serverKey());
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
