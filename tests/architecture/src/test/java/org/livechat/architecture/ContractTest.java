package org.livechat.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.livechat.api.Authenticator;
import org.livechat.api.control.Outbox;
import org.livechat.api.gateway.Gateway;
import org.livechat.api.http.HttpPart;
import org.livechat.api.http.WebServer;
import org.livechat.api.media.MediaPlane;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.api.metrics.FloorTimes;
import org.livechat.api.metrics.MetricSource;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartProvider;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.SharedPortProtocol;
import org.livechat.http.HttpRoutes;

/**
 * Plug-ins that were compiled against the contract as it was recorded go on with the contract as it is. The record is
 * {@code contract-1.txt}; 1 is what a plug-in says in its {@code plugin.yaml}. What is new is added to it by running this
 * test with {@code -Dlivechat.contract=record}, which never takes anything out.
 */
class ContractTest {
    private static final Path RECORD = Path.of("src/test/resources/contract-1.txt");
    private static final boolean RECORDING = "record".equals(System.getProperty("livechat.contract"));

    /** The packages that plug-ins compile against. */
    private static final String[] CONTRACT = {"org.livechat.api..", "org.livechat.http"};

    /** Whatever is not a provider and yet made by plug-ins: a method more, and theirs would lack it. */
    private static final List<Class<?>> MADE_BY_PLUGINS = List.of(
            Authenticator.class,
            DatagramHandler.class,
            DatagramPort.class,
            FloorTimes.class,
            Gateway.class,
            HttpPart.class,
            HttpRoutes.class,
            MediaPlane.class,
            MetricSource.class,
            Outbox.class,
            Part.class,
            PayloadNumbering.class,
            SharedPortProtocol.class,
            TraceSink.class,
            WebServer.class);

    private final List<Class<?>> types = types();

    @Test
    void nothing_that_a_compiled_plug_in_may_refer_to_is_gone() throws IOException {
        NavigableSet<String> gone = new TreeSet<>(recorded());
        gone.removeAll(Signatures.of(types));
        assertThat(gone)
                .as("these break plug-ins compiled before: keep them, or raise the version of the contract")
                .isEmpty();
    }

    @Test
    void nothing_more_is_demanded_of_what_plug_ins_implement() throws IOException {
        List<Class<?>> implemented = types.stream()
                .filter(type -> type.isInterface()
                        && (PartProvider.class.isAssignableFrom(type) || MADE_BY_PLUGINS.contains(type)))
                .toList();
        assertThat(implemented).hasSizeGreaterThan(MADE_BY_PLUGINS.size());
        NavigableSet<String> demanded = Signatures.demandedBy(implemented);
        demanded.removeAll(recorded());
        if (RECORDING && recorded().isEmpty()) {
            return;
        }
        assertThat(demanded)
                .as("plug-ins compiled before do not have these methods: give them a default")
                .isEmpty();
    }

    @Test
    void what_is_new_is_recorded() throws IOException {
        NavigableSet<String> all = new TreeSet<>(recorded());
        all.addAll(Signatures.of(types));
        if (RECORDING) {
            Files.write(RECORD, all);
        }
        assertThat(recorded())
                .as("new in the contract: run this test with -Dlivechat.contract=record")
                .containsExactlyElementsOf(all);
    }

    private static NavigableSet<String> recorded() throws IOException {
        return Files.exists(RECORD) ? new TreeSet<>(Files.readAllLines(RECORD)) : new TreeSet<>();
    }

    private static List<Class<?>> types() {
        JavaClasses contract = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.livechat.api", "org.livechat.http");
        return contract.stream()
                .filter(type -> resideInAnyPackage(CONTRACT).test(type))
                .<Class<?>>map(type -> type.reflect())
                .toList();
    }
}
