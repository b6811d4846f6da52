package org.livechat.admin;

import java.util.List;
import org.livechat.admin.dump.DumpFolder;
import org.livechat.admin.dump.Dumps;
import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** Makes what operators look at and do. */
public final class AdminProvider implements HttpPartProvider {
    private static final Setting<Integer> DUMP_FILES =
            Setting.integer("dump_files", 8, 1, 1000, "The most files that lcadmin dump lets there be in data/dumps.");
    private static final Setting<Integer> DUMP_MIB = Setting.integer(
            "dump_mib",
            4096,
            1,
            1_048_576,
            "The most MiB that they may take together; a heap dump may need twice the heap.");

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(DUMP_FILES, DUMP_MIB);
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        context.metrics().add(new OperationsMetrics(context.operations()));
        Settings settings = context.settings();
        var folder =
                new DumpFolder(context.dataFolder().resolve("dumps"), settings.get(DUMP_FILES), settings.get(DUMP_MIB));
        return new AdminRoutes(
                context.operations(),
                context.kit(),
                context.watchdog(),
                new Dumps(folder),
                context.capture(),
                context.store(),
                new RecordingEndpoints(context.store(), context.recorder(), context.trace()));
    }
}
