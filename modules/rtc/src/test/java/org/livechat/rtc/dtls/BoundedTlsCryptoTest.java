package org.livechat.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.reflect.Proxy;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.junit.jupiter.api.Test;

class BoundedTlsCryptoTest {
    @Test
    void encrypted_fragment_that_declares_16_megabytes_is_discarded() {
        var huge = new byte[12];
        huge[0] = 20;
        huge[1] = (byte) 0xFF;

        assertThatExceptionOfType(TlsFatalAlert.class)
                .isThrownBy(() -> decode(ContentType.handshake, huge))
                .satisfies(alert -> assertThat(alert.getAlertDescription()).isEqualTo(AlertDescription.bad_record_mac));
    }

    @Test
    void other_encrypted_records_pass() throws IOException {
        assertThat(decode(ContentType.handshake, new byte[12]).len).isEqualTo(12);
        assertThat(decode(ContentType.alert, new byte[] {1, 0}).len).isEqualTo(2);
    }

    private static TlsDecodeResult decode(short contentType, byte[] plain) throws IOException {
        var cipher = (TlsCipher) Proxy.newProxyInstance(
                TlsCipher.class.getClassLoader(),
                new Class<?>[] {TlsCipher.class},
                (proxy, method, arguments) -> new TlsDecodeResult(plain, 0, plain.length, contentType));
        return new BoundedTlsCrypto.BoundedCipher(cipher)
                .decodeCiphertext(0, contentType, ProtocolVersion.DTLSv12, plain, 0, plain.length);
    }
}
