/** The commands of operators: lcadmin and lctrace, which talk to a server over HTTP and nothing else. */
module org.livechat.tools {
    requires static org.jspecify;
    requires java.net.http;
    requires transitive info.picocli;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.livechat.tools;

    opens org.livechat.tools to
            info.picocli;
}
