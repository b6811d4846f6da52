package org.livechat.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.livechat.api.floor.FloorPolicy;

/** Compiles and packs plug-ins of one policy, as their authors do, with the JDK's own tools. */
final class PluginBench {
    private final Path plugins;
    private final Path sources;

    /** @param folder empty; the plug-ins go to a folder {@code plugins} in it */
    PluginBench(Path folder) throws IOException {
        this.plugins = Files.createDirectories(folder.resolve("plugins"));
        this.sources = Files.createDirectories(folder.resolve("sources"));
    }

    Path plugins() {
        return plugins;
    }

    /** A plug-in that is as it should be: a policy of the plug-in's own name that grants and pre-empts. */
    Path sound(String name) throws IOException {
        return plugin(name, descriptor(name), policy(name, "public P() {}"));
    }

    Path plugin(String folder, String descriptor, String policySource) throws IOException {
        Path plugin = Files.createDirectories(plugins.resolve(folder));
        Files.writeString(plugin.resolve("plugin.yaml"), descriptor);
        jar(plugin.resolve(folder + ".jar"), "acme." + folder.replace('-', '_'), "acme", policySource, true);
        return plugin;
    }

    static String descriptor(String name) {
        return "name: %s\nversion: '1.0'\napi: '1'\ndescription: made by a test\n".formatted(name);
    }

    /** The body of a class P with this name and these members besides. */
    static String policy(String name, String members) {
        return """
                public final class P implements org.livechat.api.floor.FloorPolicy {
                    %s
                    public String name() { return %s; }
                    public org.livechat.api.floor.FloorDecision judge(
                            org.livechat.api.floor.FloorRequest request, org.livechat.api.floor.FloorView floor) {
                        return org.livechat.api.floor.FloorDecision.preempt();
                    }
                }
                """.formatted(members, name.startsWith("(") ? name : '"' + name + '"');
    }

    void jar(Path jar, String module, String packageName, String policySource, boolean provides) throws IOException {
        Path source = Files.createDirectories(sources.resolve(module));
        Path packageFolder = Files.createDirectories(source.resolve(packageName.replace('.', '/')));
        Files.writeString(packageFolder.resolve("P.java"), "package " + packageName + ";\n" + policySource);
        String provision = provides
                ? "provides org.livechat.api.floor.FloorPolicy with " + packageName + ".P;"
                : "exports " + packageName + ";";
        Files.writeString(
                source.resolve("module-info.java"),
                "module " + module + " { requires org.livechat.api; " + provision + " }");
        Path classes = sources.resolve(module + "-classes");
        run(
                "javac",
                "-proc:none",
                "--module-path",
                FloorPolicy.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath(),
                "-d",
                classes.toString(),
                source.resolve("module-info.java").toString(),
                packageFolder.resolve("P.java").toString());
        run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
    }

    private static void run(String tool, String... arguments) {
        var output = new StringWriter();
        var writer = new PrintWriter(output);
        List<String> all = new ArrayList<>(List.of(arguments));
        int exit = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, all.toArray(String[]::new));
        assertThat(exit).as("%s: %s", tool, output).isZero();
    }
}
