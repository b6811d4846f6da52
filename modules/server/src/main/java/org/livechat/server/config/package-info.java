/** The configuration: a YAML file, overridden by the environment, overridden by the command line. */
@NullMarked
package org.livechat.server.config;

import org.jspecify.annotations.NullMarked;
