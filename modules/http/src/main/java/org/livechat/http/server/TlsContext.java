package org.livechat.http.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS with a certificate that may change while the server runs: new connections get the new one, those that are open go
 * on. New files that are wrong are logged once, and the certificate of before stays.
 */
final class TlsContext {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final long LOOK_MILLIS = 1000;

    private record Mark(List<Object> attributes) {}

    private final TlsSettings settings;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private Mark mark;

    /** @throws TlsUnusable when the files cannot be used, in one sentence */
    TlsContext(TlsSettings settings) {
        this.settings = settings;
        this.mark = mark();
        use(factory);
    }

    private void use(SslContextFactory tls) {
        tls.setKeyStore(PemKeyStore.read(settings));
        tls.setKeyStorePassword(PemKeyStore.PASSWORD);
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Looks at the files from now on, until the scheduler is stopped. */
    void watch(Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    reloadIfChanged();
                    watch(scheduler);
                },
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void reloadIfChanged() {
        Mark now = mark();
        if (now.equals(mark)) {
            return;
        }
        mark = now;
        try {
            factory.reload(this::use);
            LOG.info("The certificate of {} is in force", settings.certificate());
        } catch (Exception unusable) {
            LOG.warn("The certificate has changed and cannot be used, the one of before stays: {}", reason(unusable));
        }
    }

    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (!(cause instanceof TlsUnusable) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private Mark mark() {
        return new Mark(List.of(attributes(settings.certificate()), attributes(settings.key())));
    }

    private static Object attributes(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException absent) {
            return "absent";
        }
    }
}
