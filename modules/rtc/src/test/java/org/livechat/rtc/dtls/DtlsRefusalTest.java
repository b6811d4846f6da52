package org.livechat.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bouncycastle.tls.CipherSuite;
import org.junit.jupiter.api.Test;

class DtlsRefusalTest {
    private final DtlsIdentity clientIdentity = DtlsIdentity.generate();

    @Test
    void client_without_use_srtp_is_refused() {
        assertThat(reasonFor(client -> client.profiles = new int[] {})).isEqualTo(DtlsOutcome.Reason.NO_SRTP_PROFILE);
    }

    @Test
    void client_with_other_srtp_profiles_only_is_refused() {
        assertThat(reasonFor(client -> client.profiles = new int[] {0x0002, 0x0005}))
                .isEqualTo(DtlsOutcome.Reason.NO_SRTP_PROFILE);
    }

    @Test
    void client_without_certificate_is_refused() {
        assertThat(reasonFor(client -> client.certificate = false)).isEqualTo(DtlsOutcome.Reason.WRONG_FINGERPRINT);
    }

    @Test
    void client_without_extended_master_secret_is_refused() {
        assertThat(reasonFor(client -> client.extendedMasterSecret = false)).isEqualTo(DtlsOutcome.Reason.PROTOCOL);
    }

    @Test
    void client_with_null_cipher_is_refused() {
        assertThat(reasonFor(client -> client.suites = new int[] {CipherSuite.TLS_ECDHE_ECDSA_WITH_NULL_SHA}))
                .isEqualTo(DtlsOutcome.Reason.PROTOCOL);
    }

    @Test
    void client_with_the_second_profile_only_gets_it() {
        var outcome = outcomeFor(client -> client.profiles = new int[] {0x0001});

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DtlsOutcome.Established.class,
                        established ->
                                assertThat(established.keys().server().salt()).hasSize(14));
    }

    private DtlsOutcome.Reason reasonFor(Consumer<OddClient> oddity) {
        return ((DtlsOutcome.Failed) outcomeFor(oddity)).reason();
    }

    private DtlsOutcome outcomeFor(Consumer<OddClient> oddity) {
        var outcome = new CompletableFuture<DtlsOutcome>();
        var toClient = new AtomicReference<RecordInbox>();
        var server = DtlsHandshake.server(
                DtlsIdentity.generate(),
                List.of(clientIdentity.fingerprint()),
                PeerPair.LIMIT,
                (buffer, offset, length) -> DtlsRecordGuard.admit(
                                buffer, offset, length, DtlsRecordGuard.Phase.CLIENT_HANDSHAKE)
                        .forEach(toClient.get()::offer),
                outcome::complete);
        var network = new RecordInbox(server::offer);
        network.begin(System.nanoTime() + PeerPair.LIMIT.toNanos());
        toClient.set(network);
        var client = new OddClient(clientIdentity);
        oddity.accept(client);

        Thread.ofVirtual().start(server);
        Thread.ofVirtual().start(() -> client.attempt(network));

        try {
            return outcome.join();
        } finally {
            network.close();
        }
    }
}
