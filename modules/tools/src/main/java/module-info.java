/** The commands of operators: lcadmin and lctrace, which talk to a server over HTTP, and lcbench, which loads one. */
module org.livechat.tools {
    requires static org.jspecify;
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires org.livechat.client;
    requires transitive info.picocli;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports org.livechat.tools;
    exports org.livechat.tools.bench;

    opens org.livechat.tools to
            info.picocli;
    opens org.livechat.tools.bench to
            info.picocli;
}
